import type { Clock } from '../clock.ts';
import { targetingKeyAttribute } from '../context.ts';
import type { BoundStrategy } from '../plugin/strategy.ts';
import type { StrategySubject } from '../plugin/subject.ts';
import type { Reason, Resolution } from '../resolution.ts';
import type { RegionSet } from '../regions/region-set.ts';
import type { Serve } from '../setting.ts';
import { bindRegions } from './compiled-availability.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import type { FlagOutcomes } from './flag-outcomes.ts';
import type { Audiences } from './run-subject.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

/** What a rule, or everyone else, is handed out. */
export class CompiledServe {
  readonly source: Serve;
  readonly bound: BoundStrategy;
  /** The one resolution it can have, whomever it is for and whenever; undefined when there are several. */
  readonly constant: Resolution | undefined;
  readonly #run: Run;
  readonly #subject: StrategySubject | undefined;
  readonly #outcomes: FlagOutcomes;
  readonly #byVariant: ReadonlyMap<string, Resolution>;

  constructor(
    source: Serve,
    bound: BoundStrategy,
    setting: Pick<ServeScope, 'run' | 'subject' | 'outcomes' | 'reason' | 'rule'> & {
      readonly audiences?: Audiences | undefined;
    },
  ) {
    const { run, outcomes, reason, rule } = setting;
    const [only] = bound.variants;
    const single = bound.variants.length === 1;
    this.source = source;
    this.bound = bound;
    this.constant = single ? outcomes.served(only, reason, rule) : undefined;
    this.#run = run;
    this.#outcomes = outcomes;
    this.#subject = single ? undefined : setting.subject(setting.audiences);
    this.#byVariant = single ? nothing : toOutcomes(bound.variants, setting);
  }

  /** Serves the subject of the evaluation under way. */
  decide(): Resolution {
    if (this.constant !== undefined || this.#subject === undefined)
      return this.constant ?? this.#fail(undefined);
    this.#run.missingUnit = undefined;
    const variant = this.bound.assign(this.#subject);
    const resolution = variant === undefined ? undefined : this.#byVariant.get(variant);
    return resolution ?? this.#fail(variant);
  }

  nextChange(clock: Clock): number | undefined {
    return this.bound.nextChange(clock);
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

const nothing: ReadonlyMap<string, Resolution> = new Map<string, Resolution>();

function toOutcomes(
  variants: readonly string[],
  { outcomes, reason, rule }: Pick<ServeScope, 'outcomes' | 'reason' | 'rule'>,
): ReadonlyMap<string, Resolution> {
  return new Map(variants.map((variant) => [variant, outcomes.served(variant, reason, rule)]));
}

/** What the serves of one setting are compiled in. */
export interface ServeScope extends Scope {
  readonly outcomes: FlagOutcomes;
  /** The subject of this setting's strategies; one for all of those that ask about no audience. */
  subject(audiences?: Audiences): StrategySubject;
  /** The reason of a strategy that does not decide by bucket. */
  readonly reason: Reason;
  /** The rule's id, or `everyone-else`. */
  readonly rule: string;
}

/** Compiles a serve; reports what keeps it from that and gives undefined. */
export function compileServe(source: Serve, path: string, scope: ServeScope): CompiledServe | undefined {
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
  const reason = strategy.bucketed ? 'SPLIT' : reasonOf(result.bound, scope.reason);
  const audiences = findAudiences(result.bound, `${path}.params`, scope);
  return new CompiledServe(source, result.bound, { ...scope, reason, audiences });
}

/** Whom a strategy asks about; what is missing is reported. */
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
