import type { LogState } from '@hoist/core';
import { createView } from './log-view.ts';
import type { LogView, VerifiedPart } from './log-view.ts';

/** A log as it was last read: enough to evaluate from, and to read on. */
export interface Snapshot extends LogView {
  /** By digest, verified. */
  readonly parts: ReadonlyMap<string, VerifiedPart>;
  /** When the log had last been read to its end, in ms since the Unix epoch by the writer's clock; 0 for never. */
  readonly lastContact: number;
}

export function createSnapshot(
  state: LogState,
  parts: ReadonlyMap<string, VerifiedPart>,
  lastContact: number,
): Snapshot {
  return { ...createView(state, parts), parts, lastContact };
}
