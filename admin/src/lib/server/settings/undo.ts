import { publishedFlagSchema } from '@hoist/core';
import type { Setting, VersionRecord } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import type { Person } from '../access/person.ts';
import { digestIn, readPartValues } from '../publishing/part-values.ts';
import { etagOfSetting } from '../publishing/published.ts';
import { readPlace } from './read-place.ts';
import type { PlaceName } from './read-place.ts';
import { saveSetting } from './save-setting.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/** How long a change can be undone with one click, in ms. */
const undoFor = 10 * 60_000;

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
  const { log } = hoist.published(environment);
  const partKey = `flag/${flag}`;
  const query = { log, marks: [partKey], before: record.version, order: 'newest-first', limit: 1 } as const;
  const [previous] = await hoist.store.find(query);
  const digest = previous && digestIn(previous, partKey);
  return {
    now: readPlace(hoist, { flag, environment }).setting,
    before: digest === undefined ? null : await readSetting(hoist, digest),
  };
}

async function readSetting({ store }: AdminContext, digest: string): Promise<Setting | null> {
  const values = await readPartValues(store, [digest]);
  return publishedFlagSchema.parse(values.get(digest)).setting;
}
