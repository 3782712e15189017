import { readPart, publishedFlagSchema } from '@hoist/core';
import type { Setting, VersionRecord } from '@hoist/core';
import { sha256 } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import type { Person } from '../access/person.ts';
import { etagOfSetting, readPublished } from '../publishing/published.ts';
import { saveSetting, publishedSetting } from '../settings/settings.ts';
import { UseCaseError } from './use-case-error.ts';

/** How long a change may be taken back by one click, in ms. */
const undoFor = 10 * 60_000;
/** How many versions of others are read at once when looking for what was there before. */
const recordsRead = 500;

interface Place {
  readonly flag: string;
  readonly environment: string;
}

/** A change of a flag's setting that one click takes back. */
export interface Undoable {
  /** The etag of the setting that the change made: undoing refuses to run over a later one. */
  readonly etag: string;
  readonly who: string;
  readonly when: string;
}

/** The last change of a flag's setting here, while it may be taken back. */
export async function findUndoable(
  hoist: AdminContext,
  { flag, environment }: Place,
): Promise<Undoable | undefined> {
  const record = await readLastRecord(hoist, { flag, environment });
  if (!record || hoist.now() - Date.parse(record.when) > undoFor) return undefined;
  const last = await readLast(hoist, { flag, environment }, record);
  if (!last.before) return undefined;
  if (etagOfSetting(last.before) === etagOfSetting(last.now)) return undefined;
  return { etag: etagOfSetting(last.now), who: record.who.name, when: record.when };
}

const takenBack = { kind: 'undone', verb: 'took back the last change of', needsNoComment: true } as const;

/** Publishes the setting from before the last change as a new version. A rollout comes back where it stood then. */
export async function undoSetting(
  hoist: AdminContext,
  person: Person,
  {
    ifMatch,
    idempotencyKey,
    ...place
  }: Place & { readonly ifMatch: string; readonly idempotencyKey?: string | undefined },
): Promise<void> {
  // The same act again: by now the last change is the undoing itself.
  const repeated =
    idempotencyKey &&
    (await hoist.store.findByIdempotencyKey(hoist.published(place.environment).log, idempotencyKey));
  if (repeated) return;
  const record = await readLastRecord(hoist, place);
  const last = record && (await readLast(hoist, place, record));
  if (!last?.before) {
    throw new UseCaseError(
      'nothing-to-undo',
      `'${place.flag}' was not set up in ${place.environment} before. Turn it off instead.`,
    );
  }
  const input = { ...place, ifMatch, setting: last.before, comment: '', idempotencyKey };
  await saveSetting(hoist, person, input, takenBack);
}

/** The version that set the flag's part last. */
async function readLastRecord(
  hoist: AdminContext,
  { flag, environment }: Place,
): Promise<VersionRecord | undefined> {
  const reader = hoist.published(environment);
  const version = reader.version(`flag/${flag}`);
  if (version === undefined) return undefined;
  const [record] = await hoist.store.read(reader.log, version - 1, 1);
  return record;
}

async function readLast(hoist: AdminContext, { flag, environment }: Place, record: VersionRecord) {
  const reader = hoist.published(environment);
  const digest = await findBefore(hoist, reader, { partKey: `flag/${flag}`, record });
  return {
    now: publishedSetting(readPublished(reader), flag),
    before: digest === undefined ? null : await readSetting(hoist, digest),
  };
}

interface Before {
  /** Of the change that it was before: another history has another. */
  readonly state: string;
  readonly digest: string | undefined;
}

/** What each part was before its last change, so that a page reads a log for it once. */
const known = new WeakMap<LogReader, Map<string, Before>>();

/** The digest of a part before a change, however many versions of other parts lie between; undefined where it was not there. */
async function findBefore(
  hoist: AdminContext,
  reader: LogReader,
  { partKey, record }: { readonly partKey: string; readonly record: VersionRecord },
): Promise<string | undefined> {
  const ofReader = known.get(reader) ?? new Map<string, Before>();
  known.set(reader, ofReader);
  const before = ofReader.get(partKey);
  if (before?.state === record.state) return before.digest;
  const digest = await searchBefore(hoist, { log: reader.log, partKey, version: record.version });
  ofReader.set(partKey, { state: record.state, digest });
  return digest;
}

async function searchBefore(
  { store }: AdminContext,
  { log, partKey, version }: { readonly log: string; readonly partKey: string; readonly version: number },
): Promise<string | undefined> {
  for (let end = version - 1; end > 0; end -= recordsRead) {
    const after = Math.max(0, end - recordsRead);
    const records = await store.read(log, after, end - after);
    const found = records.findLast(
      ({ set, removed }) => removed.includes(partKey) || set.some(([key]) => key === partKey),
    );
    if (found) return found.set.find(([key]) => key === partKey)?.[1];
  }
  return undefined;
}

async function readSetting(hoist: AdminContext, digest: string): Promise<Setting | null> {
  const text = (await hoist.store.getParts([digest])).get(digest);
  if (text === undefined) return null;
  return publishedFlagSchema.parse(readPart({ digest, text }, sha256)).setting;
}
