import { findEntry, listEntries, readPart } from '@hoist/core';
import type { LogState } from '@hoist/core';
import { createYield } from '../yield-to-event-loop.ts';
import { StoreDamagedError } from '../errors.ts';
import type { Store } from '../port.ts';
import { sha256 } from '../sha256.ts';
import type { VerifiedPart } from './log-view.ts';

/** Verified parts by digest. The same digest always gives the identical object. */
export class PartCache {
  readonly #parts: Map<string, VerifiedPart>;

  constructor(parts: ReadonlyMap<string, VerifiedPart>) {
    this.#parts = new Map(parts);
  }

  get(digest: string): VerifiedPart | undefined {
    return this.#parts.get(digest);
  }

  /** Loads what `state` holds under these keys; rejects with StoreDamagedError when a part is missing or altered. */
  async load(store: Store, state: LogState, partKeys: Iterable<string>): Promise<void> {
    const wanted = new Map<string, string>();
    for (const partKey of partKeys) {
      const digest = findEntry(state, partKey, sha256)?.digest;
      if (digest !== undefined && !this.#parts.has(digest)) wanted.set(digest, partKey);
    }
    if (wanted.size === 0) return;
    const texts = await store.getParts([...wanted.keys()]);
    const yieldToEventLoop = createYield();
    for (const [digest, partKey] of wanted) {
      this.#parts.set(digest, verify({ digest, text: texts.get(digest) }, partKey, state.log));
      await yieldToEventLoop();
    }
  }

  /** Forgets parts that `state` no longer names, once they are more than half of all. */
  sweep(state: LogState): void {
    const live = state.buckets.reduce((sum, bucket) => sum + bucket.entries.size, 0);
    if (this.#parts.size <= 2 * live + 100) return;
    const named = new Set<string>();
    for (const [, { digest }] of listEntries(state)) named.add(digest);
    for (const digest of this.#parts.keys()) if (!named.has(digest)) this.#parts.delete(digest);
  }
}

function verify(
  part: { digest: string; text: string | undefined },
  partKey: string,
  log: string,
): VerifiedPart {
  const { digest, text } = part;
  if (text === undefined) {
    throw new StoreDamagedError(
      `'${partKey}' of log '${log}' is missing (part ${digest}). Restore the store from a backup.`,
    );
  }
  try {
    return { text, value: readPart({ digest, text }, sha256) };
  } catch (cause) {
    throw new StoreDamagedError(
      `'${partKey}' of log '${log}' is damaged (part ${digest}). Restore the store from a backup.`,
      {
        cause,
      },
    );
  }
}
