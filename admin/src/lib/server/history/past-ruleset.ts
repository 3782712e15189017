import {
  bucketGroupSchema,
  idChunkSchema,
  listChunkKeys,
  compileRulesetInSlices,
  publishedFlagSchema,
  publishedSegmentSchema,
  regionsSchema,
  rulesetFormat,
} from '@hoist/core';
import type { CompiledRuleset, Json, Ruleset, VersionRecord } from '@hoist/core';
import { createYield } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { referencesOfConditionGroups, referencesOfSetting } from '../definitions/setting-references.ts';
import { digestIn, readPartValues } from '../publishing/part-values.ts';

/** A flag in what an environment served at one version. */
interface PastFlag {
  readonly flag: string;
  readonly environment: string;
  /** The record of that version. */
  readonly record: VersionRecord;
}

/** How many compiled rulesets of the past are kept: what was asked last is asked again about another person. */
const mostKept = 16;
const kept = new WeakMap<LogReader, Map<string, Promise<CompiledRuleset>>>();

/**
 * What an environment served of a flag at a version, and of all that it depends on, ready to be asked. It is compiled in slices,
 * and the latest are kept.
 */
export function compilePast(hoist: AdminContext, past: PastFlag): Promise<CompiledRuleset> {
  const reader = hoist.published(past.environment);
  const ofReader = kept.get(reader) ?? new Map<string, Promise<CompiledRuleset>>();
  kept.set(reader, ofReader);
  // Another history has another state at the same version.
  const key = `${past.record.version} ${past.record.state} ${past.flag}`;
  const compiled = ofReader.get(key) ?? compile(hoist, past);
  ofReader.delete(key);
  ofReader.set(key, compiled);
  compiled.catch(() => ofReader.delete(key));
  for (const oldest of ofReader.keys()) {
    if (ofReader.size <= mostKept) break;
    ofReader.delete(oldest);
  }
  return compiled;
}

async function compile(hoist: AdminContext, past: PastFlag): Promise<CompiledRuleset> {
  const ruleset = await readPast(hoist, past);
  return compileRulesetInSlices(ruleset, hoist.registry, {
    previous: undefined,
    yieldToEventLoop: createYield(),
  });
}

/** Reads the flag, then what that names, and so on: a read a part, by index, however many versions the log has. */
async function readPast(hoist: AdminContext, { flag, environment, record }: PastFlag): Promise<Ruleset> {
  const parts = new Map<string, PastPart>();
  let wanted = ['regions', `flag/${flag}`];
  while (wanted.length > 0) {
    const found = await readParts(hoist, record, wanted);
    for (const [partKey, part] of found) parts.set(partKey, part);
    const named = [...found].flatMap(([partKey, { value }]) => listNamed(hoist, partKey, value));
    wanted = [...new Set(named)].filter((partKey) => !parts.has(partKey) && !wanted.includes(partKey));
  }
  const { version, epoch, state } = record;
  const list = <Content extends object>(prefix: string, parse: (value: Json) => Content) =>
    [...parts]
      .filter(([partKey]) => partKey.startsWith(prefix))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, part]) => ({ ...parse(part.value), version: part.version }));
  const idChunks = list('ids/', (value) => idChunkSchema.parse(value));
  const bucketGroups = list('bucket-group/', (value) => bucketGroupSchema.parse(value));
  const regions = parts.get('regions');
  return {
    format: rulesetFormat,
    installation: hoist.installation,
    environment,
    epoch,
    version,
    state,
    flags: list('flag/', (value) => publishedFlagSchema.parse(value)),
    segments: list('segment/', (value) => publishedSegmentSchema.parse(value)),
    ...(regions && { regions: regionsSchema.parse(regions.value) }),
    ...(bucketGroups.length > 0 && { bucketGroups }),
    ...(idChunks.length > 0 && { idChunks }),
  };
}

interface PastPart {
  readonly value: Json;
  /** The version that had set it last. */
  readonly version: number;
}

/** What parts held at a version; those that the log did not hold are left out. */
export async function readParts(
  { store }: AdminContext,
  { log, version }: VersionRecord,
  partKeys: readonly string[],
): Promise<ReadonlyMap<string, PastPart>> {
  const changes = await Promise.all(
    partKeys.map(async (partKey) => {
      const query = { log, marks: [partKey], before: version + 1, order: 'newest-first', limit: 1 } as const;
      const [record] = await store.find(query);
      return { partKey, version: record?.version ?? 0, digest: record && digestIn(record, partKey) };
    }),
  );
  const held = changes.flatMap(({ digest, ...part }) => (digest === undefined ? [] : [{ ...part, digest }]));
  const values = await readPartValues(
    store,
    held.map(({ digest }) => digest),
  );
  return new Map(
    held.map((part) => [part.partKey, { value: values.get(part.digest) ?? null, version: part.version }]),
  );
}

/** The keys of the parts that a part names. */
function listNamed({ registry }: AdminContext, partKey: string, value: Json): string[] {
  if (partKey.startsWith('segment/')) {
    const segment = publishedSegmentSchema.parse(value);
    return [
      ...listChunkKeys(segment).map((key) => `ids/${key}`),
      ...[...referencesOfConditionGroups(segment.conditionGroups, registry).segments].map(
        (key) => `segment/${key}`,
      ),
    ];
  }
  if (!partKey.startsWith('flag/')) return [];
  const { setting } = publishedFlagSchema.parse(value);
  if (!setting) return [];
  return [
    ...setting.prerequisites.map(({ flag }) => `flag/${flag}`),
    ...[...referencesOfSetting(setting, registry).segments].map((key) => `segment/${key}`),
    ...(setting.bucketGroup === undefined ? [] : [`bucket-group/${setting.bucketGroup}`]),
  ];
}
