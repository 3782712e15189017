import type { Registry } from '../../plugin/registry.ts';
import type { StrategySubject } from '../../plugin/subject.ts';
import type { RegionTable } from '../nodes/region-table.ts';
import type { Prerequisite, Setting } from '../../model/setting.ts';
import type { Binder } from './binder.ts';
import type { CompiledFlag, FlagDependencies } from '../nodes/compiled-flag.ts';
import type { CompiledBucketGroup } from '../nodes/compiled-bucket-group.ts';
import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import type { FlagOutcomes } from '../evaluate/flag-outcomes.ts';
import { RunStrategySubject } from '../evaluate/evaluation-subject.ts';
import type { Audiences } from '../evaluate/evaluation-subject.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';
import type { Scope, SettingScope } from './scope.ts';

/** Compiles one flag to be evaluated: it was checked, so that there is nothing to report. */
export class OpenScope implements SettingScope {
  readonly registry: Registry;
  readonly run: EvaluationState;
  readonly binder: Binder;
  readonly regions: RegionTable;
  readonly outcomes: FlagOutcomes;
  readonly report = ignore;
  readonly #setting: Setting;
  readonly #dependencies: FlagDependencies;
  #subject: StrategySubject | undefined;

  constructor(
    host: Pick<Scope, 'registry' | 'run' | 'binder' | 'regions'>,
    flag: {
      readonly outcomes: FlagOutcomes;
      readonly dependencies: FlagDependencies;
      readonly setting: Setting;
    },
  ) {
    this.registry = host.registry;
    this.run = host.run;
    this.binder = host.binder;
    this.regions = host.regions;
    this.outcomes = flag.outcomes;
    this.#dependencies = flag.dependencies;
    this.#setting = flag.setting;
  }

  subject(audiences?: Audiences): StrategySubject {
    if (audiences) return new RunStrategySubject(this.run, this.#salt, audiences);
    return (this.#subject ??= new RunStrategySubject(this.run, this.#salt));
  }

  /** A bucket group without shares lends its flags its salt, so that the same people have them. */
  get #salt(): string {
    const { bucketGroup: group, salt } = this.#setting;
    const source = group === undefined ? undefined : this.group(group)?.source;
    return source !== undefined && source.shares === undefined ? source.salt : salt;
  }

  group(key: string): CompiledBucketGroup | undefined {
    return this.#dependencies.bucketGroups.get(key);
  }

  segment(key: string): CompiledSegment | undefined {
    return this.#dependencies.segments.get(key);
  }

  prerequisite({ flag }: Prerequisite): CompiledFlag | undefined {
    return this.#dependencies.flags.get(flag);
  }

  disabled(): undefined {
    return undefined;
  }
}

function ignore(): void {
  // What is wrong was found when the ruleset was compiled.
}
