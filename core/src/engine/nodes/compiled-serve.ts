import { targetingKeyAttribute } from '../../model/context.ts';
import type { BoundStrategy, ServedVariant } from '../../plugin/strategy.ts';
import type { StrategySubject } from '../../plugin/subject.ts';
import type { Reason, Resolution } from '../evaluate/resolution.ts';
import type { Serve } from '../../model/setting.ts';
import type { FlagOutcomes } from '../evaluate/flag-outcomes.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';

/** Whose serve it is. */
export interface ServeOwner {
  /** The reason of a strategy that does not decide by bucket. */
  readonly reason: Reason;
  /** The rule's id, or `everyone-else`. */
  readonly rule: string;
  /** The variant that the setting serves when off; null for none. */
  readonly off: string | null;
}

/** What a serve is decided with. */
interface ServeScope {
  readonly run: EvaluationState;
  readonly outcomes: FlagOutcomes;
  readonly subject: StrategySubject;
}

/** What a rule, or everyone else, is handed out. */
export class CompiledServe {
  readonly source: Serve;
  readonly bound: BoundStrategy;
  readonly #run: EvaluationState;
  readonly #subject: StrategySubject;
  readonly #outcomes: FlagOutcomes;
  readonly #owner: ServeOwner;
  readonly #variants: readonly ServedVariant[];
  /** Beside the variants; each is made when it is first served. */
  readonly #resolutions: (Resolution | undefined)[];

  constructor(source: Serve, bound: BoundStrategy, owner: ServeOwner, scope: ServeScope) {
    this.source = source;
    this.bound = bound;
    this.#owner = owner;
    this.#run = scope.run;
    this.#subject = scope.subject;
    this.#outcomes = scope.outcomes;
    this.#variants = bound.variants;
    this.#resolutions = bound.variants.map(() => undefined);
  }

  /** The one resolution it can have, whomever it is for and whenever; undefined when there are several. */
  get constant(): Resolution | undefined {
    return this.#variants.length === 1 ? this.#serve(0) : undefined;
  }

  /** Serves the subject of the evaluation under way. */
  decide(): Resolution {
    const variants = this.#variants;
    if (variants.length === 1) return this.#serve(0);
    this.#run.missingUnit = undefined;
    const variant = this.bound.assign(this.#subject);
    for (let place = 0; place < variants.length; place++) {
      if (variants[place] === variant) return this.#serve(place);
    }
    return this.#fail(variant);
  }

  #serve(place: number): Resolution {
    return this.#resolutions[place] ?? this.#make(place);
  }

  #make(place: number): Resolution {
    const { reason, rule, off } = this.#owner;
    const variant = this.#variants[place] ?? off ?? undefined;
    const resolution = this.#outcomes.served(variant, reason, rule);
    this.#resolutions[place] = resolution;
    return resolution;
  }

  #fail(variant: ServedVariant | undefined): Resolution {
    const unit = this.#run.missingUnit;
    if (variant !== undefined || unit === undefined) {
      return this.#outcomes.failed(
        'GENERAL',
        'The rollout strategy chose no version that the flag has. Correct its plugin.',
      );
    }
    return missingUnit(this.#outcomes, unit);
  }
}

/** What a flag resolves to for somebody who lacks the attribute that is drawn by. */
export function missingUnit(outcomes: FlagOutcomes, by: string = targetingKeyAttribute): Resolution {
  const what = by === targetingKeyAttribute ? 'a targeting key' : `the attribute '${by}'`;
  return outcomes.failed('TARGETING_KEY_MISSING', `The flag needs ${what}. Send it in the context.`);
}
