import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { findChange, positionOf } from '@hoist/core';
import type { Ruleset, RulesetChange, RulesetPosition } from '@hoist/core';
import { toEventBytes } from './event-stream.ts';

const zip = promisify(gzip);
const most = { changes: 100, bytes: 4 * 1_024 * 1_024, eventBytes: 512 * 1_024 } as const;
/** A replay that is shorter than this is not weighed against the whole ruleset. */
const shortReplay = 64 * 1_024;

/** Asks a reader to download the whole ruleset again. */
const reset = toEventBytes({ event: 'reset', data: '{}' });

interface Kept {
  readonly from: RulesetPosition;
  readonly event: Buffer;
}

/** A whole ruleset, ready to be sent; all who download it share these bytes. */
export interface Download {
  readonly etag: string;
  readonly bytes: Buffer;
  /** Compressed when first asked for. */
  zipped(): Promise<Buffer>;
}

/** One environment as streams need it: its ruleset as JSON, and the last changes that led to it. */
export class EnvironmentHistory {
  #ruleset: Ruleset | undefined;
  #changes: Kept[] = [];
  #download: Download | undefined;

  get position(): RulesetPosition | undefined {
    return this.#ruleset && positionOf(this.#ruleset);
  }

  /**
   * Takes what is served now; the event for those who stand at what was served before, which is a reset where the change is
   * too large to be sent to everybody.
   */
  advance(ruleset: Ruleset): Buffer | undefined {
    const before = this.#ruleset;
    this.#ruleset = ruleset;
    this.#download = undefined;
    if (!before || before.state === ruleset.state) return undefined;
    const change = findChange(before, ruleset);
    const event = isTooLong(change) ? reset : toEventBytes({ event: 'change', data: JSON.stringify(change) });
    if (event === reset || event.length > most.eventBytes) {
      this.#changes = [];
      return reset;
    }
    this.#changes.push({ from: change.from, event });
    let bytes = this.#changes.reduce((sum, kept) => sum + kept.event.length, 0);
    while (this.#changes.length > most.changes || bytes > most.bytes)
      bytes -= this.#changes.shift()?.event.length ?? 0;
    return event;
  }

  /**
   * The events that lead from `state` to what is served: the changes since, or a reset where they are not all known any more, or
   * larger than the whole ruleset.
   */
  since(state: string): readonly Buffer[] {
    if (this.#ruleset?.state === state) return [];
    const first = this.#changes.findIndex(({ from }) => from.state === state);
    if (first < 0) return [reset];
    const events = this.#changes.slice(first).map(({ event }) => event);
    const bytes = events.reduce((sum, event) => sum + event.length, 0);
    const isLarger = bytes > shortReplay && bytes > (this.download?.bytes.length ?? 0);
    return isLarger ? [reset] : events;
  }

  get download(): Download | undefined {
    const ruleset = this.#ruleset;
    if (!ruleset) return undefined;
    return (this.#download ??= toDownload(ruleset));
  }
}

/** Found without writing all of it: a large import would hold everybody up. */
function isTooLong({ flags, segments, bucketGroups = [], idChunks = [] }: RulesetChange): boolean {
  let length = 0;
  for (const parts of [flags, segments, bucketGroups, idChunks])
    for (const part of parts) if ((length += JSON.stringify(part).length) > most.eventBytes) return true;
  return false;
}

function toDownload(ruleset: Ruleset): Download {
  const { epoch, version, state } = ruleset;
  let zipping: Promise<Buffer> | undefined;
  const bytes = Buffer.from(JSON.stringify(ruleset));
  return {
    etag: `"${epoch}-${version}-${state.slice(0, 16)}"`,
    bytes,
    zipped: () => (zipping ??= zip(bytes)),
  };
}
