import type { Clock } from '../../time/clock.ts';
import type { Resolution } from '../evaluate/resolution.ts';
import type { RulesetFlag } from '../../model/ruleset.ts';
import type { Setting } from '../../model/setting.ts';
import type { CompiledCondition } from './compiled-condition.ts';
import type { CompiledBucketGroup } from './compiled-bucket-group.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import { isGuarded, keepsOut } from './compiled-setting.ts';
import type { CompiledServe } from './compiled-serve.ts';
import type { CompiledPrerequisite, CompiledSetting } from './compiled-setting.ts';
import { changesBetween, earliest } from '../time/earliest.ts';
import { FlagOutcomes } from '../evaluate/flag-outcomes.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';
import type { Problem } from './problem.ts';

/** What a flag was bound to when it was compiled; undefined for what is missing. */
export interface FlagDependencies {
  readonly segments: ReadonlyMap<string, CompiledSegment | undefined>;
  readonly flags: ReadonlyMap<string, CompiledFlag | undefined>;
  readonly bucketGroups: ReadonlyMap<string, CompiledBucketGroup | undefined>;
}

/** What all flags of one compilation share. */
export interface FlagHost {
  readonly environment: string;
  readonly run: EvaluationState;
  /** Compiles the setting of a flag that was checked, when it is first asked. */
  open(
    setting: Setting,
    flag: { readonly outcomes: FlagOutcomes; readonly dependencies: FlagDependencies },
  ): CompiledSetting | undefined;
}

/** What compiling a ruleset finds out about a flag. */
export interface FlagCheck {
  readonly dependencies: FlagDependencies;
  readonly problems: readonly Problem[];
  /** Whether something keeps it from being evaluated; never when it is off, for then nothing is asked. */
  readonly failed: boolean;
  /** Whether time alone may change what it resolves to. */
  readonly timed: boolean;
}

/**
 * One flag, checked, and made ready to be evaluated when it is first asked: of thousands of flags, most hosts ask few, and
 * what none has asked takes no room.
 */
export class CompiledFlag {
  readonly source: RulesetFlag;
  readonly #host: FlagHost;
  readonly #check: FlagCheck;
  /** Undefined until it is first asked. */
  #outcomes: FlagOutcomes | undefined = undefined;
  #constant: Resolution | undefined = undefined;
  #setting: CompiledSetting | undefined = undefined;
  /** What nearly every answer comes from, at hand: fetching it from the setting costs as much as asking it. */
  #isGuarded = false;
  #rule: CompiledRule | undefined = undefined;
  #everyoneElse: CompiledServe | undefined = undefined;
  #thrown: unknown = undefined;
  #evaluationId = 0;
  #decided: Resolution | undefined = undefined;

  constructor(source: RulesetFlag, host: FlagHost, check: FlagCheck) {
    this.source = source;
    this.#host = host;
    this.#check = check;
  }

  get key(): string {
    return this.source.key;
  }

  get clientVisible(): boolean {
    return this.source.clientVisible;
  }

  get dependencies(): FlagDependencies {
    return this.#check.dependencies;
  }

  get problems(): readonly Problem[] {
    return this.#check.problems;
  }

  get failed(): boolean {
    return this.#check.failed;
  }

  /** What it resolves to whatever is asked (off, failed, on for everyone); undefined when it must be decided. */
  get constant(): Resolution | undefined {
    if (this.#outcomes === undefined) this.#open();
    return this.#constant;
  }

  /** The steps to ask; undefined when it is off, not set up or failed. */
  get setting(): CompiledSetting | undefined {
    if (this.#outcomes === undefined) this.#open();
    return this.#setting;
  }

  get outcomes(): FlagOutcomes {
    return this.#outcomes ?? this.#open();
  }

  #open(): FlagOutcomes {
    const { source } = this;
    const outcomes = new FlagOutcomes(source, this.#host.environment);
    const { failed, dependencies } = this.#check;
    if (source.setting?.enabled === true && !failed)
      this.#hold(this.#host.open(source.setting, { outcomes, dependencies }));
    this.#constant = constantOf(source, outcomes, { failed, setting: this.#setting });
    this.#outcomes = outcomes;
    return outcomes;
  }

  #hold(setting: CompiledSetting | undefined): void {
    this.#setting = setting;
    if (setting === undefined) return;
    this.#isGuarded = isGuarded(setting);
    [this.#rule] = setting.rules;
    this.#everyoneElse = setting.everyoneElse;
  }

  /** Resolves it for the subject of the evaluation under way. */
  decide(): Resolution {
    const { constant } = this;
    if (constant !== undefined) return constant;
    // With no constant there is always something for everyone else.
    const everyoneElse = this.#everyoneElse as CompiledServe;
    const stopped = this.#isGuarded ? this.#askGuards() : undefined;
    if (stopped !== undefined) return stopped;
    for (let rule = this.#rule; rule !== undefined; rule = rule.next) {
      if (rule.matches()) return rule.serve.decide();
    }
    return everyoneElse.decide();
  }

  /** What the steps before the rules make of it; undefined when they let the rules decide. */
  #askGuards(): Resolution | undefined {
    const { prerequisites = [], gate, share } = this.#setting ?? {};
    const stopped = this.#askPrerequisites(prerequisites);
    if (stopped !== undefined) return stopped;
    if (gate !== undefined && keepsOut(gate)) return gate.withheld;
    return share?.decide();
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
    const { evaluationId } = this.#host.run;
    if (this.#decided === undefined || this.#evaluationId !== evaluationId) {
      this.#decided = this.decide();
      this.#evaluationId = evaluationId;
    }
    return this.#decided;
  }

  /** What a plugin threw when the flag was last asked and failed; undefined while none did. */
  get thrown(): unknown {
    return this.#thrown;
  }

  /** What it resolves to when a plugin throws. */
  breakBy(error: unknown): Resolution {
    this.#thrown = error;
    return this.outcomes.failed('GENERAL', 'Evaluating the flag failed inside a plugin. Correct the plugin.');
  }

  #failedPrerequisite(resolution: Resolution): Resolution {
    const { errorCode = 'GENERAL', errorMessage = '' } = resolution;
    const inherited = errorMessage.startsWith(prerequisitePrefix)
      ? errorMessage
      : prerequisitePrefix + errorMessage;
    return this.outcomes.failed(errorCode, inherited);
  }

  /** The next instant, after `clock.now`, at which it may resolve to something else though nothing is published. */
  nextChange(clock: Clock): number | undefined {
    if (!this.#check.timed) return undefined;
    let next: number | undefined;
    // A step that falls due while growth stands still comes with the next contact.
    const grows = clock.rolloutNow >= clock.now;
    if (grows)
      for (const { bound } of this.#timedServes()) next = earliest(next, bound.nextChange(clock.rolloutNow));
    for (const { bound } of this.#timedConditions()) next = earliest(next, bound.nextChange(clock.now));
    return next;
  }

  /** Whether it may resolve to something else at one clock than at another; prerequisites and segments aside. */
  changesBetween(before: Clock, after: Clock): boolean {
    if (!this.#check.timed) return false;
    return (
      this.#timedServes().some(({ bound }) => changesBetween(bound, before.rolloutNow, after.rolloutNow)) ||
      this.#timedConditions().some(({ bound }) => changesBetween(bound, before.now, after.now))
    );
  }

  #timedServes(): readonly CompiledServe[] {
    if (this.setting === undefined) return [];
    return [...this.setting.rules.map(({ serve }) => serve), this.setting.everyoneElse];
  }

  #timedConditions(): readonly CompiledCondition[] {
    if (this.setting === undefined) return [];
    return this.setting.rules.flatMap(({ conditions }) => conditions.listed);
  }
}

const prerequisitePrefix = 'A prerequisite failed. ';

/** What a flag resolves to without being asked: not set up, off, failed or on for everyone. */
function constantOf(
  source: RulesetFlag,
  outcomes: FlagOutcomes,
  { failed, setting }: { readonly failed: boolean; readonly setting: CompiledSetting | undefined },
): Resolution | undefined {
  if (failed) return outcomes.failed('PARSE_ERROR', cannotBeRead);
  if (setting === undefined) return outcomes.served(source.setting?.off ?? undefined, 'DISABLED');
  return isGuarded(setting) || setting.rules.length > 0 ? undefined : setting.everyoneElse.constant;
}

/** Says nothing of the rules: browsers read it. `failures` of the compiled ruleset say what it is. */
const cannotBeRead = 'The flag uses something that this host lacks or cannot read. Its log says what.';
