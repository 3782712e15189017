import { finishHash, startHash } from '../bucketing/murmur3.ts';
import { readChunkKey } from './id-chunk.ts';
import type { IdChunk } from './id-chunk.ts';
import { limits } from './limits.ts';
import { chunkBits } from './segment.ts';
import type { IdList, LongList } from './segment.ts';

/** The hash that says which chunk of a list an ID is in; the same for all chunks of the list. */
export function startChunkHash(salt: string) {
  return startHash(`${salt}:ids:`);
}

/** A change to one list of IDs. What is in both is removed. */
export interface IdsChange {
  readonly add: Iterable<string>;
  readonly remove: Iterable<string>;
}

interface ListOfIds {
  readonly segment: string;
  readonly list: IdList;
  readonly salt: string;
}

interface Edit {
  readonly id: string;
  readonly hash: number;
  readonly adds: boolean;
}

/**
 * Returns the chunks of a list after a change, in the order of their keys. A chunk that the change leaves alone is the
 * identical object. Equal lists of one salt have equal chunks, however they came about: a chunk holds all IDs whose hashes begin
 * with its bits, at most 512, where those that begin with one bit less are more.
 */
export function changeIdChunks(
  chunks: readonly IdChunk[],
  { add, remove }: IdsChange,
  { segment, list, salt }: ListOfIds,
): readonly IdChunk[] {
  const start = startChunkHash(salt);
  const edits = new Map<string, Edit>();
  for (const [ids, adds] of [
    [add, true],
    [remove, false],
  ] as const)
    for (const id of ids) edits.set(id, { id, hash: finishHash(start, id), adds });
  const prefix = `${segment}/${list}/`;
  const toChunk = (bits: string, ids: readonly string[]): IdChunk => ({
    key: prefix + bits,
    salt,
    ids: [...ids].sort(),
  });
  const change = (bits: string, below: readonly IdChunk[], changes: readonly Edit[]): readonly IdChunk[] => {
    if (changes.length === 0) return below;
    const [only, other] = below;
    if (!other && (!only || only.key === prefix + bits)) return changeLeaf(bits, only, changes);
    const [zeros, ones] = splitChunks(below, prefix.length + bits.length);
    const [toZeros, toOnes] = splitEdits(changes, bits.length);
    const next = [...change(`${bits}0`, zeros, toZeros), ...change(`${bits}1`, ones, toOnes)];
    const count = countIds(next);
    if (count === 0) return [];
    return count > limits.listedKeys
      ? next
      : [
          toChunk(
            bits,
            next.flatMap(({ ids }) => ids),
          ),
        ];
  };
  const changeLeaf = (bits: string, leaf: IdChunk | undefined, changes: readonly Edit[]) => {
    const ids = new Set(leaf?.ids);
    for (const { id, adds } of changes) {
      if (adds) ids.add(id);
      else ids.delete(id);
    }
    const isSame = ids.size === (leaf?.ids.length ?? 0) && leaf?.ids.every((id) => ids.has(id)) !== false;
    return isSame ? (leaf ? [leaf] : []) : layOut(bits, [...ids]);
  };
  const layOut = (bits: string, ids: readonly string[]): readonly IdChunk[] => {
    if (ids.length === 0) return [];
    if (ids.length <= limits.listedKeys) return [toChunk(bits, ids)];
    if (bits.length === chunkBits) throw new RangeError('Too many IDs have hashes that begin alike.');
    const zeros: string[] = [];
    const ones: string[] = [];
    for (const id of ids) (bitAt(finishHash(start, id), bits.length) === 0 ? zeros : ones).push(id);
    return [...layOut(`${bits}0`, zeros), ...layOut(`${bits}1`, ones)];
  };
  return change('', chunks, [...edits.values()]);
}

/** What a segment says of a list that lies in these chunks. */
export function toLongList(chunks: readonly IdChunk[]): LongList {
  return { count: countIds(chunks), chunks: chunks.map(({ key }) => readChunkKey(key).bits) };
}

/** How many IDs chunks hold. */
export function countIds(chunks: readonly Pick<IdChunk, 'ids'>[]): number {
  return chunks.reduce((sum, { ids }) => sum + ids.length, 0);
}

function bitAt(hash: number, place: number): number {
  return (hash >>> (31 - place)) & 1;
}

function splitChunks(chunks: readonly IdChunk[], place: number): [IdChunk[], IdChunk[]] {
  return [chunks.filter(({ key }) => key[place] === '0'), chunks.filter(({ key }) => key[place] === '1')];
}

function splitEdits(edits: readonly Edit[], place: number): [Edit[], Edit[]] {
  return [
    edits.filter(({ hash }) => bitAt(hash, place) === 0),
    edits.filter(({ hash }) => bitAt(hash, place) === 1),
  ];
}
