import type { Clock } from '../clock.ts';
import type { Resolution } from '../resolution.ts';
import type { RulesetFlag } from '../ruleset.ts';
import type { CompiledGroup } from './compiled-group.ts';
import { ruleMatches } from './compiled-rule.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import { keepsOut } from './compiled-setting.ts';
import type { CompiledPrerequisite, CompiledSetting } from './compiled-setting.ts';
import { earliest } from './earliest.ts';
import type { FlagOutcomes } from './flag-outcomes.ts';
import type { Problem } from './problem.ts';
import type { Run } from './run.ts';

/** What a flag was bound to when it was compiled; undefined for what is missing. */
export interface FlagDependencies {
  readonly segments: ReadonlyMap<string, CompiledSegment | undefined>;
  readonly flags: ReadonlyMap<string, CompiledFlag | undefined>;
  readonly groups: ReadonlyMap<string, CompiledGroup | undefined>;
}

/** One flag, ready to be evaluated. */
export class CompiledFlag {
  readonly source: RulesetFlag;
  readonly dependencies: FlagDependencies;
  readonly problems: readonly Problem[];
  readonly outcomes: FlagOutcomes;
  /** What it resolves to whatever is asked (off, failed, on for everyone); undefined when it must be decided. */
  readonly constant: Resolution | undefined;
  /** The steps to ask; undefined when it is off, not set up or failed. */
  readonly setting: CompiledSetting | undefined;
  readonly #run: Run;
  #stamp = 0;
  #decided: Resolution | undefined = undefined;

  constructor(
    run: Run,
    made: Pick<CompiledFlag, 'source' | 'dependencies' | 'problems' | 'outcomes' | 'constant' | 'setting'>,
  ) {
    this.#run = run;
    this.source = made.source;
    this.dependencies = made.dependencies;
    this.problems = made.problems;
    this.outcomes = made.outcomes;
    this.constant = made.constant;
    this.setting = made.setting;
  }

  get key(): string {
    return this.source.key;
  }

  get version(): number {
    return this.source.version;
  }

  get clientVisible(): boolean {
    return this.source.clientVisible;
  }

  /** Resolves it for the subject of the evaluation under way. */
  decide(): Resolution {
    const { setting } = this;
    if (this.constant !== undefined || setting === undefined) return this.constant ?? this.broken;
    const { prerequisites, gate, claim, rules } = setting;
    const stopped = prerequisites.length > 0 ? this.#askPrerequisites(prerequisites) : undefined;
    if (stopped !== undefined) return stopped;
    if (gate !== undefined && keepsOut(gate)) return gate.withheld;
    const outside = claim?.decide();
    if (outside !== undefined) return outside;
    for (let index = 0; index < rules.length; index++) {
      const rule = rules[index];
      if (rule !== undefined && ruleMatches(rule)) return rule.serve.decide();
    }
    return setting.everyoneElse.decide();
  }

  /** What the first prerequisite that is not met, or fails, makes of it; undefined when all are met. */
  #askPrerequisites(prerequisites: readonly CompiledPrerequisite[]): Resolution | undefined {
    for (let index = 0; index < prerequisites.length; index++) {
      const prerequisite = prerequisites[index];
      if (prerequisite === undefined) continue;
      const resolution = prerequisite.flag.decideOnce();
      if (resolution.reason === 'ERROR') return this.#failedPrerequisite(resolution);
      if (!prerequisite.variants.has(resolution.variant ?? '')) return prerequisite.unmet;
    }
    return undefined;
  }

  /** Resolves it once per evaluation, however many flags depend on it. */
  decideOnce(): Resolution {
    if (this.#decided === undefined || this.#stamp !== this.#run.stamp) {
      this.#decided = this.decide();
      this.#stamp = this.#run.stamp;
    }
    return this.#decided;
  }

  /** What it resolves to when a plugin throws. */
  get broken(): Resolution {
    return this.outcomes.failed('GENERAL', 'Evaluating the flag failed inside a plugin. Correct the plugin.');
  }

  #failedPrerequisite(resolution: Resolution): Resolution {
    const { errorCode = 'GENERAL', errorMessage = '' } = resolution;
    const inherited = errorMessage.startsWith(prerequisitePrefix)
      ? errorMessage
      : prerequisitePrefix + errorMessage;
    return this.outcomes.failed(errorCode, inherited);
  }

  /** The next instant at which it may resolve to something else though nothing is published. */
  nextChange(clock: Clock): number | undefined {
    const { setting } = this;
    if (this.constant !== undefined || setting === undefined) return undefined;
    let next = setting.everyoneElse.nextChange(clock);
    for (const rule of setting.rules) {
      next = earliest(next, rule.serve.nextChange(clock));
      for (const { bound } of rule.conditions) next = earliest(next, bound.nextChange(clock));
    }
    return next;
  }
}

const prerequisitePrefix = 'A prerequisite failed. ';
