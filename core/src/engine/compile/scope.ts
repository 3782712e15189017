import type { Registry } from '../../plugin/registry.ts';
import type { StrategySubject } from '../../plugin/subject.ts';
import type { RegionTable } from '../nodes/region-table.ts';
import type { Prerequisite } from '../../model/setting.ts';
import type { Binder } from './binder.ts';
import type { CompiledFlag } from '../nodes/compiled-flag.ts';
import type { CompiledBucketGroup } from '../nodes/compiled-bucket-group.ts';
import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import type { FlagOutcomes } from '../evaluate/flag-outcomes.ts';
import type { Report, Path } from '../nodes/problem.ts';
import type { Audiences } from '../evaluate/evaluation-subject.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';

/** What the parts of one flag or segment are compiled in. */
export interface Scope {
  readonly registry: Registry;
  readonly run: EvaluationState;
  readonly binder: Binder;
  readonly regions: RegionTable;
  readonly report: Report;
  /** A usable segment; reports to `to` one that is missing or broken, and remembers the dependency. */
  segment(key: string, steps: Path, to: Report): CompiledSegment | undefined;
}

/** A scope of a flag. */
export interface SettingScope extends Scope {
  readonly outcomes: FlagOutcomes;
  /** The subject of this setting's strategies; strategies without an audience share one. */
  subject(audiences?: Audiences): StrategySubject;
  /** A prerequisite; reports one that is missing or cannot be depended on, and remembers the dependency. */
  prerequisite(source: Prerequisite, steps: Path): CompiledFlag | undefined;
  /** The setting's group; reports one that is missing or broken, and remembers the dependency. */
  group(key: string): CompiledBucketGroup | undefined;
  /** The scope of a rule that is switched off: its problems keep nothing from being evaluated. Undefined: leave it out. */
  disabled(): SettingScope | undefined;
}
