import { finishHash } from '../../bucketing/murmur3.ts';
import type { HashStart } from '../../bucketing/murmur3.ts';
import { readChunkKey } from '../../model/id-chunk.ts';
import type { IdChunk } from '../../model/id-chunk.ts';
import { startChunkHash } from '../../bucketing/id-chunks.ts';

/** A list of IDs, ready to be asked. */
export interface IdSet {
  readonly size: number;
  has(id: unknown): boolean;
}

const noIds: IdSet = new Set();

/** Makes a set of a short list, or of the chunks of a long one; a chunk that was in an earlier set costs nothing. */
export function toIdSet(ids: readonly string[], chunks: readonly IdChunk[]): IdSet {
  if (chunks.length > 0) return new ChunkedIds(chunks);
  return ids.length > 0 ? new Set(ids) : noIds;
}

class ChunkedIds implements IdSet {
  readonly size: number;
  readonly #start: HashStart;
  /** How many bits of a hash are left when its first ones have chosen a chunk. */
  readonly #rest: number;
  /** The IDs of each chunk, at every value of the longest bits that begins with its own. */
  readonly #table: readonly (ReadonlySet<unknown> | undefined)[];

  constructor(chunks: readonly IdChunk[]) {
    const places = chunks.map((chunk) => ({ bits: readChunkKey(chunk.key).bits, ids: idsOf(chunk) }));
    // A shift by 32 would be one by 0.
    const longest = Math.max(1, ...places.map(({ bits }) => bits.length));
    const table = new Array<ReadonlySet<unknown> | undefined>(2 ** longest).fill(undefined);
    for (const { bits, ids } of places) {
      const first = Number.parseInt(bits.padEnd(longest, '0'), 2);
      table.fill(ids, first, first + 2 ** (longest - bits.length));
    }
    this.size = places.reduce((sum, { ids }) => sum + ids.size, 0);
    this.#start = startChunkHash(chunks[0]?.salt ?? '');
    this.#rest = 32 - longest;
    this.#table = table;
  }

  has(id: unknown): boolean {
    if (typeof id !== 'string') return false;
    return this.#table[finishHash(this.#start, id) >>> this.#rest]?.has(id) === true;
  }
}

/** By the list itself: a chunk that gets another version keeps its IDs. */
const sets = new WeakMap<readonly string[], ReadonlySet<unknown>>();

function idsOf({ ids }: IdChunk): ReadonlySet<unknown> {
  let set = sets.get(ids);
  if (!set) sets.set(ids, (set = new Set(ids)));
  return set;
}
