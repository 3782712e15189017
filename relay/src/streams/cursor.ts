import { comparePositions } from '@hoist/core';

/** The position of a reader of hints: everything that its answers may depend on but its context. */
export interface Cursor {
  readonly epoch: number;
  readonly version: number;
  /** The first 16 digits of the digest of what was served. */
  readonly state: string;
  /** The last instant that had changed something by itself, in ms since the Unix epoch; 0 for none. */
  readonly boundary: number;
  /** When answers were last recalled, in ms since the Unix epoch: earlier ones may come from a relay that was behind. */
  readonly recall: number;
}

/** The cursor that a reader sends. */
export interface HeldCursor extends Cursor {
  /** The reader was hinted to fetch that, and may not have fetched it yet. */
  readonly isAsked: boolean;
}

const cursorText =
  /^(?<epoch>\d{1,9})-(?<version>\d{1,12})-(?<state>[0-9a-f]{16})-(?<boundary>\d{1,15})-(?<recall>\d{1,15})(?<asked>~?)$/;

/** The first digits of a ruleset's digest: enough to tell two of one version apart. */
export function shortState(state: string): string {
  return state.slice(0, 16);
}

/** A cursor as text, for an address and for the id of an event. */
export function writeCursor({ epoch, version, state, boundary, recall }: Cursor): string {
  return `${epoch}-${version}-${state}-${boundary}-${recall}`;
}

/** Returns the id of an event that asks its reader to fetch the state of a cursor. */
export function writeAsked(cursor: string): string {
  return `${cursor}~`;
}

/** Reads a cursor that comes from outside; undefined for a text that is none. */
export function readCursor(text: string | undefined): HeldCursor | undefined {
  const found = cursorText.exec(text ?? '')?.groups;
  if (!found) return undefined;
  const { epoch, version, state = '', boundary, recall, asked } = found;
  return {
    epoch: Number(epoch),
    version: Number(version),
    state,
    boundary: Number(boundary),
    recall: Number(recall),
    isAsked: asked === '~',
  };
}

/** The newer of what a stream's address says and what its last event said. */
export function newestCursor(
  seen: HeldCursor | undefined,
  lastEvent: HeldCursor | undefined,
): HeldCursor | undefined {
  if (!seen || !lastEvent) return seen ?? lastEvent;
  const order =
    comparePositions(seen, lastEvent) || seen.boundary - lastEvent.boundary || seen.recall - lastEvent.recall;
  return order > 0 ? seen : lastEvent;
}
