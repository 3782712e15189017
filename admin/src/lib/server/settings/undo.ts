import { readPart, publishedFlagSchema } from '@hoist/core';
import type { Setting, VersionRecord } from '@hoist/core';
import { sha256 } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import type { Person } from '../access/person.ts';
import { etagOfSetting } from '../publishing/published.ts';
import { readPlace } from './read-place.ts';
import type { PlaceName } from './read-place.ts';
import { saveSetting } from './save-setting.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/** How long a change can be undone with one click, in ms. */
const undoFor = 10 * 60_000;
/** How many records are read at once when looking for the previous content. */
const recordsRead = 500;

/** A change of a setting that can be undone. */
export interface Undoable {
  /** The etag of the setting after the change: undoing refuses to overwrite a later one. */
  readonly etag: string;
  readonly who: string;
  readonly when: string;
}

/** Finds the last change of a setting, while it can be undone. */
export async function findUndoable(
  hoist: AdminContext,
  { flag, environment }: PlaceName,
): Promise<Undoable | undefined> {
  const record = await readLastRecord(hoist, { flag, environment });
  if (!record || hoist.now() - Date.parse(record.when) > undoFor) return undefined;
  const last = await readLast(hoist, { flag, environment }, record);
  if (!last.before) return undefined;
  if (etagOfSetting(last.before) === etagOfSetting(last.now)) return undefined;
  return { etag: etagOfSetting(last.now), who: record.who.name, when: record.when };
}

const takenBack = { kind: 'undone', verb: 'took back the last change of', needsNoComment: true } as const;

/** Publishes the setting from before the last change as a new version. A rollout returns to where it was then. */
export async function undoSetting(
  hoist: AdminContext,
  person: Person,
  {
    ifMatch,
    idempotencyKey,
    ...place
  }: PlaceName & { readonly ifMatch: string; readonly idempotencyKey?: string | undefined },
): Promise<void> {
  // A repeated request: by now the last change is the undoing itself.
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
  { flag, environment }: PlaceName,
): Promise<VersionRecord | undefined> {
  const reader = hoist.published(environment);
  const version = reader.version(`flag/${flag}`);
  if (version === undefined) return undefined;
  const [record] = await hoist.store.read(reader.log, version - 1, 1);
  return record;
}

async function readLast(hoist: AdminContext, { flag, environment }: PlaceName, record: VersionRecord) {
  const reader = hoist.published(environment);
  const digest = await findBefore(hoist, reader, { partKey: `flag/${flag}`, record });
  return {
    now: readPlace(hoist, { flag, environment }).setting,
    before: digest === undefined ? null : await readSetting(hoist, digest),
  };
}

interface Before {
  /** Of the change that it was before: another history has another. */
  readonly state: string;
  readonly digest: string | undefined;
}

/** The digest of each part before its last change, so that it is looked for once. */
const known = new WeakMap<LogReader, Map<string, Before>>();

/** Finds the digest of a part before a change, however many versions lie between; undefined if there was none. */
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
