import type { LogState } from '@hoist/core';
import type { VerifiedPart } from './part-cache.ts';

/** A log as somebody last read it: enough to serve from, and to go on reading. */
export interface Snapshot {
  readonly state: LogState;
  /** By digest, verified. */
  readonly parts: ReadonlyMap<string, VerifiedPart>;
  /** LogReader.lastContact of whoever wrote it. */
  readonly lastContact: number;
}
