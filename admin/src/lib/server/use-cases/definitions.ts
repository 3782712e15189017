import {
  bucketGroupSchema,
  canonicalize,
  defaultRegions,
  environmentSchema,
  findEntry,
  flagDefinitionSchema,
  isJsonObject,
  regionsDefinitionSchema,
  segmentDefinitionSchema,
} from '@hoist/core';
import type {
  BucketGroup,
  Environment,
  FlagDefinition,
  RegionsDefinition,
  SegmentDefinition,
} from '@hoist/core';
import { sha256 } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import { parseStored } from './parse.ts';
import { notFound } from './use-case-error.ts';
import type { z } from 'zod';

/** What is defined, by key, at the version that the reader has reached. */
export interface Definitions {
  readonly flags: ReadonlyMap<string, FlagDefinition>;
  readonly segments: ReadonlyMap<string, SegmentDefinition>;
  readonly groups: ReadonlyMap<string, BucketGroup>;
  /** Revision 0 where nobody has chosen anything. */
  readonly regions: RegionsDefinition;
  /** In their order. */
  readonly environments: readonly Environment[];
}

const views = new WeakMap<object, Definitions>();

export function readDefinitions(reader: LogReader): Definitions {
  const known = views.get(reader.state);
  if (known) return known;
  const view: Definitions = {
    flags: readAll(reader, 'flag/', flagDefinitionSchema),
    segments: readAll(reader, 'segment/', segmentDefinitionSchema),
    groups: readAll(reader, 'group/', bucketGroupSchema),
    regions: readRegions(reader),
    environments: [...readAll(reader, 'environment/', environmentSchema).values()].sort(
      (a, b) => a.order - b.order,
    ),
  };
  views.set(reader.state, view);
  return view;
}

/** Regions as a log has them, of definitions or of an environment. */
export function readRegions(reader: LogReader): RegionsDefinition {
  const value = reader.value('regions');
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
  const group = definitions.groups.get(key);
  if (!group) throw notFound('group', key);
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

const parsed = new WeakMap<object, unknown>();

/** The same content has the same object in a log, so each is parsed once, however many versions come after it. */
function readAll<Schema extends z.ZodType>(
  reader: LogReader,
  prefix: string,
  schema: Schema,
): Map<string, z.output<Schema>> {
  const found = new Map<string, z.output<Schema>>();
  for (const partKey of reader.keys(prefix)) {
    const value = reader.value(partKey);
    if (typeof value !== 'object' || value === null) continue;
    if (!parsed.has(value)) parsed.set(value, parseStored(schema, value));
    found.set(partKey.slice(prefix.length), parsed.get(value) as z.output<Schema>);
  }
  return found;
}
