import type { Registry } from '../plugin/registry.ts';
import type { RegionTable } from '../regions/region-table.ts';
import type { Binder } from './binder.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import type { Report } from './problem.ts';
import type { Run } from './run.ts';

/** What the parts of one flag or segment are compiled in. */
export interface Scope {
  readonly registry: Registry;
  readonly run: Run;
  readonly binder: Binder;
  readonly regions: RegionTable;
  readonly report: Report;
  /** A usable segment; reports to `to` one that is missing or broken, and remembers the dependency. */
  segment(key: string, path: string, to: Report): CompiledSegment | undefined;
}
