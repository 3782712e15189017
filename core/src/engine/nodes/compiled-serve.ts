import { targetingKeyAttribute } from '../../model/context.ts';
import type { BoundStrategy } from '../../plugin/strategy.ts';
import type { StrategySubject } from '../../plugin/subject.ts';
import type { Reason, Resolution } from '../evaluate/resolution.ts';
import type { RegionSet } from '../../model/regions/region-set.ts';
import type { Serve } from '../../model/setting.ts';
import { bindRegions } from './compiled-availability.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import type { FlagOutcomes } from '../evaluate/flag-outcomes.ts';
import type { Audiences } from '../evaluate/evaluation-subject.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';
import type { Scope, SettingScope } from '../compile/scope.ts';

/** Whose serve it is. */
export interface ServeOwner {
  /** The reason of a strategy that does not decide by bucket. */
  readonly reason: Reason;
  /** The rule's id, or `everyone-else`. */
  readonly rule: string;
}

/** What a serve is decided with. */
interface ServeScope extends Pick<SettingScope, 'run' | 'outcomes'> {
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
  readonly #variants: readonly string[];
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
    const { reason, rule } = this.#owner;
    const resolution = this.#outcomes.served(this.#variants[place], reason, rule);
    this.#resolutions[place] = resolution;
    return resolution;
  }

  #fail(variant: string | undefined): Resolution {
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

/** Compiles a serve; reports what keeps it from that and gives undefined. */
export function compileServe(
  source: Serve,
  path: string,
  owner: ServeOwner,
  scope: SettingScope,
): CompiledServe | undefined {
  const strategy = scope.registry.strategies.get(source.strategy);
  if (!strategy) {
    const message = `Strategy '${source.strategy}' is not installed here. Install its plugin, or choose another strategy.`;
    scope.report({ code: 'strategy-missing', path: `${path}.strategy`, message });
    return undefined;
  }
  const result = scope.binder.bindStrategy(strategy, source.params);
  if (!result.ok) {
    for (const issue of result.issues) {
      const place = issue.path === '' ? `${path}.params` : `${path}.params.${issue.path}`;
      scope.report({ code: 'params-invalid', path: place, message: issue.message });
    }
    return undefined;
  }
  const missing = result.bound.variants.filter((variant) => !scope.outcomes.has(variant));
  for (const variant of missing) {
    const message = `The flag has no version '${variant}'. Choose one that it has.`;
    scope.report({ code: 'variant-missing', path: `${path}.params`, message });
  }
  if (missing.length > 0) return undefined;
  const reason = strategy.bucketed ? 'SPLIT' : reasonOf(result.bound, owner.reason);
  const subject = scope.subject(findAudiences(result.bound, `${path}.params`, scope));
  const { run, outcomes } = scope;
  return new CompiledServe(source, result.bound, { reason, rule: owner.rule }, { run, outcomes, subject });
}

/** Resolves a strategy's audiences; reports missing segments and regions. */
function findAudiences({ references }: BoundStrategy, path: string, scope: Scope): Audiences | undefined {
  const { segments: keys = [], regions: names = [] } = references;
  if (keys.length + names.length === 0) return undefined;
  const segments = new Map<string, CompiledSegment>();
  for (const key of keys) {
    const segment = scope.segment(key, path, scope.report);
    if (segment) segments.set(key, segment);
  }
  const regions = new Map<string, RegionSet>();
  for (const name of names) {
    const set = bindRegions([name], path, scope);
    if (set) regions.set(name, set);
  }
  return { segments, regions, regionPath: scope.regions.path };
}

/** STATIC promises that nothing can change the answer. */
function reasonOf(bound: BoundStrategy, reason: Reason): Reason {
  return reason === 'STATIC' && bound.variants.length > 1 ? 'DEFAULT' : reason;
}
