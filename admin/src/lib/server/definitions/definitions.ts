import {
  applyListChange,
  bucketGroupSchema,
  canonicalize,
  defaultRegions,
  environmentSchema,
  findEntry,
  finish,
  finishInSlices,
  flagDefinitionSchema,
  idChunkSchema,
  isJsonObject,
  regionsDefinitionSchema,
  segmentDefinitionSchema,
} from '@hoist/core';
import type {
  BucketGroup,
  Environment,
  FlagDefinition,
  IdChunk,
  LogState,
  RegionsDefinition,
  SegmentDefinition,
  Steps,
} from '@hoist/core';
import { createYield, sha256 } from '@hoist/store';
import type { ChangedParts, LogReader, LogView } from '@hoist/store';
import { parseStored } from '../errors/parse.ts';
import { tombstoneSchema } from './tombstone.ts';
import type { Tombstone } from './tombstone.ts';
import { differenceMarkSchema } from './difference-mark.ts';
import type { DifferenceMark } from './difference-mark.ts';
import { rolloutWatchSchema } from './rollout-watch.ts';
import type { RolloutWatch } from './rollout-watch.ts';
import { notFound } from '../errors/use-case-error.ts';
import type { z } from 'zod';

/** What is defined, by key, at the version that the reader has reached. */
export interface Definitions {
  readonly flags: ReadonlyMap<string, FlagDefinition>;
  readonly segments: ReadonlyMap<string, SegmentDefinition>;
  /** The parts of segments' long lists of IDs. */
  readonly idChunks: ReadonlyMap<string, IdChunk>;
  readonly bucketGroups: ReadonlyMap<string, BucketGroup>;
  /** Revision 0 where nobody has chosen anything. */
  readonly regions: RegionsDefinition;
  /** What was deleted, by `flag/<key>` and `segment/<key>`. */
  readonly tombstones: ReadonlyMap<string, Tombstone>;
  /** Finished rollouts that are watched, by the names that {@link keyOfWatch} gives them. */
  readonly watches: ReadonlyMap<string, RolloutWatch>;
  /** Differences between environments that somebody judged, by the names that {@link keyOfDifference} gives them. */
  readonly differences: ReadonlyMap<string, DifferenceMark>;
  /** In their order. */
  readonly environments: readonly Environment[];
}

interface Read {
  readonly state: LogState;
  readonly definitions: Definitions;
}

/** What was read last from a log: only what changed since is read again. */
const latest = new WeakMap<LogReader, Read>();

export function readDefinitions(reader: LogReader): Definitions {
  const before = latest.get(reader);
  if (before?.state === reader.state) return before.definitions;
  return finish(readSteps(reader, before));
}

/** Reads them in slices, so that a process with thousands of flags goes on answering; then {@link readDefinitions} is quick. */
export async function loadDefinitions(reader: LogReader): Promise<void> {
  await finishInSlices(readSteps(reader, latest.get(reader)), createYield());
}

function* readSteps(reader: LogReader, before: Read | undefined): Steps<Definitions> {
  const { view } = reader;
  const changes = view.changesSince(before?.state);
  const known = before?.definitions;
  const environments = yield* readKind(changes, 'environment/', {
    schema: environmentSchema,
    before: new Map(known?.environments.map((environment) => [environment.key, environment])),
  });
  const definitions: Definitions = {
    flags: yield* readKind(changes, 'flag/', { schema: flagDefinitionSchema, before: known?.flags }),
    segments: yield* readKind(changes, 'segment/', {
      schema: segmentDefinitionSchema,
      before: known?.segments,
    }),
    idChunks: yield* readKind(changes, 'ids/', { schema: idChunkSchema, before: known?.idChunks }),
    bucketGroups: yield* readKind(changes, 'bucket-group/', {
      schema: bucketGroupSchema,
      before: known?.bucketGroups,
    }),
    regions: readRegions(view),
    tombstones: yield* readKind(changes, 'tombstone/', {
      schema: tombstoneSchema,
      before: known?.tombstones,
    }),
    watches: yield* readKind(changes, 'watch/', { schema: rolloutWatchSchema, before: known?.watches }),
    differences: yield* readKind(changes, 'difference/', {
      schema: differenceMarkSchema,
      before: known?.differences,
    }),
    environments: [...environments.values()].sort((one, other) => one.order - other.order),
  };
  latest.set(reader, { state: view.state, definitions });
  return definitions;
}

/** The definitions of a kind by key, in the order of their keys; the identical map where none changed. */
function* readKind<Definition extends { readonly key: string }>(
  { set, removed }: ChangedParts,
  prefix: string,
  from: {
    readonly schema: z.ZodType<Definition>;
    readonly before: ReadonlyMap<string, Definition> | undefined;
  },
): Steps<ReadonlyMap<string, Definition>> {
  const { schema, before = new Map<string, Definition>() } = from;
  const changed: Definition[] = [];
  for (const { partKey, value } of set) {
    if (!partKey.startsWith(prefix) || typeof value !== 'object' || value === null) continue;
    changed.push(parseStored(schema, value));
    yield;
  }
  const gone = removed.flatMap((partKey) =>
    partKey.startsWith(prefix) ? [partKey.slice(prefix.length)] : [],
  );
  if (changed.length + gone.length === 0) return before;
  const list = applyListChange([...before.values()], { set: changed, removed: gone });
  return new Map(list.map((definition) => [definition.key, definition]));
}

/** Regions as a log has them, of definitions or of an environment. */
export function readRegions(view: LogView): RegionsDefinition {
  const value = view.value('regions');
  return isJsonObject(value) ? parseStored(regionsDefinitionSchema, value) : untouchedRegions;
}

const untouchedRegions: RegionsDefinition = { ...defaultRegions, revision: 0 };
const nothingWritten = sha256(canonicalize(null));

/** The digest of a definition as written: what a save states it was based on. What was never written has one of its own. */
export function etagOfPart(reader: LogReader, partKey: string): string {
  return findEntry(reader.state, partKey, sha256)?.digest ?? nothingWritten;
}

export function requireFlag(definitions: Definitions, key: string): FlagDefinition {
  const flag = definitions.flags.get(key);
  if (!flag) throw notFound('flag', key);
  return flag;
}

export function requireSegment(definitions: Definitions, key: string): SegmentDefinition {
  const segment = definitions.segments.get(key);
  if (!segment) throw notFound('segment', key);
  return segment;
}

export function requireGroup(definitions: Definitions, key: string): BucketGroup {
  const group = definitions.bucketGroups.get(key);
  if (!group) throw notFound('bucket-group', key);
  return group;
}

export function requireEnvironment(definitions: Definitions, key: string): Environment {
  const environment = definitions.environments.find((candidate) => candidate.key === key);
  if (!environment) throw notFound('environment', key);
  return environment;
}

/** The name people gave it, or its key where it has none any more. */
export function nameOfSegment(definitions: Definitions, key: string): string {
  return definitions.segments.get(key)?.name ?? key;
}

export function nameOfFlag(definitions: Definitions, key: string): string {
  return definitions.flags.get(key)?.name ?? key;
}
