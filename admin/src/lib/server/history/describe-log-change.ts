import type { Json, VersionRecord } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { digestIn, readPartValues } from '../publishing/part-values.ts';
import { listChangedParts, nameThing } from './changed-things.ts';
import type { NamedThing } from './changed-things.ts';
import { toChange } from './change-history.ts';
import type { Change } from './change-history.ts';
import { describeDifference } from './describe-difference.ts';
import type { Difference } from './describe-difference.ts';
import type { HistoryEntry } from './read-history.ts';

/** Names one version of one log. */
export interface LogChangeName {
  readonly log: string;
  readonly version: number;
}

/** One version with all that it changed. */
export interface LogChangeDetail {
  readonly change: Change;
  /** What it changed, thing by thing; none for keys, whose text nobody sees. */
  readonly things: readonly (Difference & { readonly thing: NamedThing })[];
  /** How many more things it changed. */
  readonly moreThings: number;
}

/** So many are read and described: each costs two reads. */
const mostThings = 20;

/** Reads one version of a log, and what it changed. Throws UseCaseError 404. */
export async function describeLogChange(hoist: AdminContext, name: LogChangeName): Promise<LogChangeDetail> {
  const definitions = readDefinitions(hoist.definitions);
  const entry = await readEntry(hoist, definitions, name);
  // A tombstone says nothing that the part that went does not.
  const parts = listChangedParts(entry.record).filter(
    ({ partKey, thing }) => thing.kind !== 'key' && !partKey.startsWith('tombstone/'),
  );
  const shown = parts.slice(0, mostThings);
  const values = await readAround(
    hoist,
    entry.record,
    shown.map(({ partKey }) => partKey),
  );
  return {
    change: toChange(definitions, entry),
    things: shown.map(({ thing, partKey }) => ({
      thing: nameThing(definitions, thing, entry),
      ...describeDifference(hoist, {
        partKey,
        environment: entry.environment,
        ...(values.get(partKey) ?? { before: undefined, after: undefined }),
      }),
    })),
    moreThings: parts.length - shown.length,
  };
}

async function readEntry(
  hoist: AdminContext,
  definitions: Definitions,
  { log, version }: LogChangeName,
): Promise<HistoryEntry> {
  const [, environment] = log.split(/\/(.*)/s);
  if (environment !== undefined) requireEnvironment(definitions, environment);
  const [record] = await hoist.store.read(log, version - 1, 1);
  if (record && (log === 'definitions' || log === 'access' || environment !== undefined))
    return { environment, record };
  throw new UseCaseError('version-not-found', `There is no version ${version} of the log '${log}'.`);
}

type Around = ReadonlyMap<string, { readonly before: Json | undefined; readonly after: Json | undefined }>;

/** What parts held before and after a version. */
async function readAround(
  { store }: AdminContext,
  record: VersionRecord,
  partKeys: readonly string[],
): Promise<Around> {
  const digests = await Promise.all(
    partKeys.map(async (partKey) => {
      const { log, version: before } = record;
      const query = { log, marks: [partKey], before, order: 'newest-first', limit: 1 } as const;
      const [previous] = await store.find(query);
      return { partKey, before: previous && digestIn(previous, partKey), after: digestIn(record, partKey) };
    }),
  );
  const named = digests.flatMap(({ before, after }) => [before, after]);
  const values = await readPartValues(
    store,
    named.filter((digest) => digest !== undefined),
  );
  const valueOf = (digest: string | undefined) => (digest === undefined ? undefined : values.get(digest));
  return new Map(
    digests.map(({ partKey, before, after }) => [
      partKey,
      { before: valueOf(before), after: valueOf(after) },
    ]),
  );
}
