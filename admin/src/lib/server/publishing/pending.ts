import { canonicalize, listChunkKeys, toPublishedFlag, toPublishedSegment } from '@hoist/core';
import type {
  BucketGroup,
  FlagDefinition,
  Json,
  Registry,
  PublishedFlag,
  PublishedSegment,
  Setting,
} from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { partKeyOf } from '../definitions/definition-kind.ts';
import type { DefinitionKind } from '../definitions/definition-kind.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { flagsMovedByBucketGroup } from './group-uses.ts';
import { flagsMovedByRegions } from './region-uses.ts';
import { isSameChunk } from './published-chunks.ts';
import { isSegmentAsked } from './segment-uses.ts';
import { readPublished } from './published.ts';
import type { Published } from './published.ts';
import type { PublishedChange } from './published-change.ts';
import { includeDependencies } from './include-dependencies.ts';

/** A definition whose latest revision is not published in an environment. Derived, never stored. */
export interface PendingEntry {
  readonly kind: DefinitionKind;
  /** `regions` for the regions. */
  readonly key: string;
  readonly name: string;
  /** 0 where the environment does not serve it yet. */
  readonly published: number;
  readonly latest: number;
}

/**
 * Finds what is not published in an environment yet. A new flag is pending nowhere: not set up, it changes nothing for anybody.
 * Nor is a segment or a group that nothing in the environment uses: it is included with the first setting that names it.
 */
export function findPending(definitions: Definitions, published: Published): PendingEntry[] {
  const pending: PendingEntry[] = [];
  const add = (
    kind: DefinitionKind,
    key: string,
    [name, current, latest]: readonly [string, number, number],
  ) => {
    if (current < latest) pending.push({ kind, key, name, published: current, latest });
  };
  for (const [key, flag] of definitions.flags) {
    const current = published.flags.get(key);
    if (current || flag.archivedAt === null)
      add('flag', key, [flag.name, current?.revision ?? 0, flag.revision]);
  }
  for (const [key, current] of published.segments) {
    const segment = definitions.segments.get(key);
    if (segment) add('segment', key, [segment.name, current.revision, segment.revision]);
  }
  for (const [partKey, { name, revision }] of definitions.tombstones) {
    const [kind, key] = partKey.split(/\/(.*)/s) as ['flag' | 'segment', string];
    const current = (kind === 'flag' ? published.flags : published.segments).get(key);
    if (current) add(kind, key, [name, current.revision, revision]);
  }
  for (const [key, current] of published.bucketGroups)
    add('bucket-group', key, [key, current.revision, definitions.bucketGroups.get(key)?.revision ?? 0]);
  add('regions', 'regions', ['Regions', published.regions.revision, definitions.regions.revision]);
  return pending;
}

/** Finds what is pending in an environment for a person to review. */
export function findPendingForPeople(hoist: AdminContext, environmentKey: string): PendingEntry[] {
  const definitions = readDefinitions(hoist.definitions);
  requireEnvironment(definitions, environmentKey);
  const state = {
    definitions,
    published: readPublished(hoist.published(environmentKey)),
    registry: hoist.registry,
  };
  return findPending(definitions, state.published).filter((entry) => !isHarmless(entry, state));
}

/** The state that entries are compared with. */
export interface PendingState {
  readonly definitions: Definitions;
  readonly published: Published;
  readonly registry: Registry;
}

/** True for an archived or deleted definition, which has to leave the environment. */
export function isLeaving(
  { kind, key }: Pick<PendingEntry, 'kind' | 'key'>,
  { flags, segments }: Definitions,
): boolean {
  if (kind !== 'flag' && kind !== 'segment') return false;
  const definition = (kind === 'flag' ? flags : segments).get(key);
  return definition === undefined || definition.archivedAt !== null;
}

/** True for what even a protected environment takes without a review, because nobody can notice it. */
export function isHarmless({ kind, key }: PendingEntry, state: PendingState): boolean {
  const { definitions, published, registry } = state;
  const group = definitions.bucketGroups.get(key);
  switch (kind) {
    case 'flag':
      return (published.flags.get(key)?.setting ?? null) === null || isPublishedAlready({ kind, key }, state);
    case 'segment':
      if (isLeaving({ kind, key }, definitions)) return !isSegmentAsked(published, registry, key);
      return isPublishedAlready({ kind, key }, state);
    case 'bucket-group':
      return group !== undefined && flagsMovedByBucketGroup(published, group).length === 0;
    case 'regions':
      return flagsMovedByRegions(published, definitions.regions, registry).length === 0;
  }
}

/** True for a newer revision that is equal to the published one: it was changed back, or restored. */
function isPublishedAlready(
  { kind, key }: Pick<PendingEntry, 'kind' | 'key'>,
  { definitions, published }: PendingState,
): boolean {
  const current = (kind === 'flag' ? published.flags : published.segments).get(key);
  const flag = kind === 'flag' ? definitions.flags.get(key) : undefined;
  const segment = kind === 'segment' ? definitions.segments.get(key) : undefined;
  const latest = flag ? toPublishedFlag(flag, null, []) : segment && toPublishedSegment(segment);
  if (!current || !latest || isLeaving({ kind, key }, definitions)) return false;
  if (said(current) !== said(latest)) return false;
  return kind === 'flag' || hasSameChunks(key, { definitions, published });
}

/** Whether the long lists of a segment hold the same IDs as published, where they have the same parts. */
function hasSameChunks(key: string, { definitions, published }: Omit<PendingState, 'registry'>): boolean {
  const segment = definitions.segments.get(key);
  const keys = segment ? listChunkKeys(segment) : [];
  if (keys.length === 0) return true;
  const current = new Map((published.ruleset.idChunks ?? []).map((chunk) => [chunk.key, chunk]));
  return keys.every((chunkKey) => {
    const latest = definitions.idChunks.get(chunkKey);
    return latest !== undefined && isSameChunk(current.get(chunkKey), latest);
  });
}

/** What a served part says that a definition can say, as text: without its revision and a flag's setting. */
function said(part: PublishedFlag | PublishedSegment): string {
  const fields =
    'variants' in part
      ? { type: part.type, clientVisible: part.clientVisible, variants: part.variants }
      : {
          included: part.included,
          excluded: part.excluded,
          longLists: part.longLists ?? null,
          conditionGroups: part.conditionGroups,
        };
  return canonicalize(fields as unknown as Json);
}

/** The change that publishes the latest revisions of these definitions, with their dependencies, and leaves settings alone. */
export function toPublishedChange(entries: readonly PendingEntry[], state: PendingState): PublishedChange {
  const { definitions, published } = state;
  const flags = new Map<string, { definition: FlagDefinition; setting: Setting | null }>();
  const segments = new Map<string, PublishedSegment>();
  const bucketGroups = new Map<string, BucketGroup>();
  const removed = entries.filter((entry) => isLeaving(entry, definitions)).map(partKeyOf);
  for (const entry of entries) {
    const { kind, key } = entry;
    if (isLeaving(entry, definitions)) continue;
    const flag = kind === 'flag' ? definitions.flags.get(key) : undefined;
    const segment = kind === 'segment' ? definitions.segments.get(key) : undefined;
    const group = kind === 'bucket-group' ? definitions.bucketGroups.get(key) : undefined;
    if (flag) flags.set(key, { definition: flag, setting: published.flags.get(key)?.setting ?? null });
    if (segment) segments.set(key, toPublishedSegment(segment));
    if (group) bucketGroups.set(key, group);
  }
  const regions = entries.some(({ kind }) => kind === 'regions') ? definitions.regions : undefined;
  return includeDependencies({ flags, segments, bucketGroups, regions, removed }, state);
}
