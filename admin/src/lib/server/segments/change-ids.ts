import { randomBytes } from 'node:crypto';
import { changeIdChunksInSlices, limits, listChunkKeys, readChunkKey, toLongList } from '@hoist/core';
import type { IdChunk, IdList, Json, SegmentDefinition } from '@hoist/core';
import { createYield } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { requireNotArchived } from '../publishing/archived.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { changedUnderneath } from '../publishing/conflict.ts';
import { refuseContradicted } from '../publishing/contradicted-definitions.ts';
import { etagOfPart, readDefinitions, requireSegment } from '../definitions/definitions.ts';
import { followEverywhere } from '../publishing/follow.ts';
import { invalidField } from '../errors/use-case-error.ts';

/** What is done with IDs: `replace` leaves these alone in the list. */
export const idsModes = ['add', 'remove', 'replace'] as const;

/** A change to a list of IDs of a segment. */
export interface IdsRequest {
  readonly key: string;
  readonly list: IdList;
  readonly mode: (typeof idsModes)[number];
  /** Each once, as they are to be kept. */
  readonly ids: ReadonlySet<string>;
  /** The etag of the segment that it is based on: a list is replaced only as somebody saw it. Adding and removing merge. */
  readonly ifMatch?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** What a change did, in numbers of IDs. */
export interface IdsChanged {
  readonly added: number;
  readonly removed: number;
  /** Those that were there already, or gone. */
  readonly unchanged: number;
  /** The IDs in the list now. */
  readonly count: number;
}

/** The segment as it would be, with the parts of its lists that change. */
interface Draft {
  readonly base: string;
  readonly next: SegmentDefinition;
  readonly set: readonly IdChunk[];
  readonly removed: readonly string[];
  readonly changed: IdsChanged;
}

/** How often a change is made anew because somebody changed the segment while it was made. */
const mostTries = 5;

/**
 * Changes a list of IDs in one version, however long it is. It is made in slices, because 100,000 IDs take a quarter of a second, and
 * made anew where somebody changed the segment meanwhile. Throws UseCaseError, also for a list that would be too long.
 */
export async function changeIds(
  hoist: AdminContext,
  person: Person,
  request: IdsRequest,
): Promise<IdsChanged> {
  requireRole(person, 'editor', 'change a segment');
  const salt = randomBytes(6).toString('hex');
  for (let attempt = 1; ; attempt++) {
    const draft = await draftIds(hoist, request, salt);
    if (draft.changed.added + draft.changed.removed === 0) return draft.changed;
    if (await commitDraft(hoist, person, request, draft)) {
      await followEverywhere(hoist, person);
      return draft.changed;
    }
    if (attempt === mostTries) throw changedUnderneath(`the segment '${request.key}'`);
  }
}

/** False if the segment is another one than the draft was made from. */
async function commitDraft(
  hoist: AdminContext,
  person: Person,
  { key, idempotencyKey }: IdsRequest,
  { base, next, set, removed, changed }: Draft,
): Promise<boolean> {
  const reader = hoist.definitions;
  const partKey = `segment/${key}`;
  let isStale = false;
  await commitChange(hoist, reader, {
    person,
    idempotencyKey,
    kind: 'edited',
    build: () => {
      const definitions = readDefinitions(reader);
      isStale = etagOfPart(reader, partKey) !== base;
      if (isStale) return { set: new Map<string, Json>(), said: 'changed nothing' };
      const idChunks = new Map(definitions.idChunks);
      for (const chunk of set) idChunks.set(chunk.key, chunk);
      const segments = new Map(definitions.segments).set(key, next);
      refuseContradicted(hoist, { kind: 'segment', key }, { ...definitions, segments, idChunks });
      const parts = new Map<string, Json>(set.map((chunk) => [`ids/${chunk.key}`, chunk]));
      parts.set(partKey, next as unknown as Json);
      return { set: parts, removed: removed.map((chunk) => `ids/${chunk}`), said: say(next.name, changed) };
    },
  });
  return !isStale;
}

async function draftIds(hoist: AdminContext, request: IdsRequest, newSalt: string): Promise<Draft> {
  const { key, list, mode, ids, ifMatch } = request;
  const definitions = readDefinitions(hoist.definitions);
  const segment = requireSegment(definitions, key);
  requireNotArchived(segment);
  const base = etagOfPart(hoist.definitions, `segment/${key}`);
  if (mode === 'replace' && ifMatch !== base) throw changedUnderneath(`the segment '${key}'`);
  const keys = listChunkKeys(segment).filter((chunk) => readChunkKey(chunk).list === list);
  const before = keys.flatMap((chunk) => definitions.idChunks.get(chunk) ?? []);
  const salt = before[0]?.salt ?? newSalt;
  const yieldToEventLoop = createYield();
  const place = { segment: key, list, salt, yieldToEventLoop };
  const known = before.length > 0 ? before.flatMap((chunk) => chunk.ids) : segment[list];
  const start =
    before.length > 0 ? before : await changeIdChunksInSlices([], { add: known, remove: [] }, place);
  const remove = mode === 'replace' ? known.filter((id) => !ids.has(id)) : mode === 'remove' ? ids : [];
  const after = await changeIdChunksInSlices(start, { add: mode === 'remove' ? [] : ids, remove }, place);
  const changed = countChanged(request, known, remove);
  if (changed.count > limits.longListIds) throw tooLong(segment, changed.count);
  const isLong = changed.count > limits.listedKeys;
  const kept = isLong ? after : [];
  const keptKeys = new Set(kept.map((chunk) => chunk.key));
  const same = new Set(before);
  return {
    base,
    next: withList(segment, list, isLong ? after : after.flatMap((chunk) => chunk.ids)),
    set: kept.filter((chunk) => !same.has(chunk)),
    removed: keys.filter((chunk) => !keptKeys.has(chunk)),
    changed,
  };
}

function countChanged(
  { mode, ids }: IdsRequest,
  known: readonly string[],
  remove: Iterable<string>,
): IdsChanged {
  const held = new Set(known);
  const gone = [...remove].filter((id) => held.has(id)).length;
  const added = mode === 'remove' ? 0 : [...ids].filter((id) => !held.has(id)).length;
  const asked = mode === 'replace' ? ids.size - added : ids.size - added - gone;
  return { added, removed: gone, unchanged: asked, count: held.size + added - gone };
}

function withList(
  segment: SegmentDefinition,
  list: IdList,
  ids: readonly IdChunk[] | readonly string[],
): SegmentDefinition {
  const { longLists: { [list]: _, ...others } = {}, ...rest } = segment;
  const isLong = (all: readonly IdChunk[] | readonly string[]): all is readonly IdChunk[] =>
    typeof all[0] === 'object';
  const longLists = isLong(ids) ? { ...others, [list]: toLongList(ids) } : others;
  return {
    ...rest,
    revision: segment.revision + 1,
    [list]: isLong(ids) ? [] : ids,
    ...(Object.keys(longLists).length > 0 && { longLists }),
  };
}

function tooLong({ name }: SegmentDefinition, count: number) {
  const [most, would] = [limits.longListIds, count].map((number) => number.toLocaleString('en'));
  const message = `A list has at most ${most} IDs, and this one of ${name} would have ${would}. Send fewer, or use a condition.`;
  return invalidField(['ids'], 'too-big', message);
}

function say(name: string, { added, removed }: IdsChanged): string {
  const parts = [
    ...(added > 0 ? [`added ${count(added)} to`] : []),
    ...(removed > 0 ? [`removed ${count(removed)} from`] : []),
  ];
  return `${parts.join(' and ')} the segment ${name}`;
}

function count(ids: number): string {
  return `${ids.toLocaleString('en')} ${ids === 1 ? 'ID' : 'IDs'}`;
}

/** The IDs of a list, a part after the other. */
export function* listIds(hoist: AdminContext, key: string, list: IdList): Generator<readonly string[]> {
  const definitions = readDefinitions(hoist.definitions);
  const segment = requireSegment(definitions, key);
  if (!segment.longLists?.[list]) yield segment[list];
  for (const chunk of listChunkKeys(segment))
    if (readChunkKey(chunk).list === list) yield definitions.idChunks.get(chunk)?.ids ?? [];
}
