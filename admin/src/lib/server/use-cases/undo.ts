import { readPart, servedFlagSchema } from '@hoist/core';
import type { Setting } from '@hoist/core';
import { sha256 } from '@hoist/store';
import type { Hoist } from '../hoist.ts';
import type { Person } from './person.ts';
import { etagOfSetting, readServed } from './served.ts';
import { saveSetting, servedSetting } from './settings.ts';
import { UseCaseError } from './use-case-error.ts';

/** How long a change may be taken back by one click, in ms. */
const undoFor = 10 * 60_000;
const recordsRead = 200;

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
  hoist: Hoist,
  { flag, environment }: Place,
): Promise<Undoable | undefined> {
  const last = await readLast(hoist, { flag, environment });
  if (!last?.before || hoist.now() - Date.parse(last.when) > undoFor) return undefined;
  if (etagOfSetting(last.before) === etagOfSetting(last.now)) return undefined;
  return { etag: etagOfSetting(last.now), who: last.who, when: last.when };
}

/** Publishes the setting from before the last change as a new version. A rollout comes back where it stood then. */
export async function undoSetting(
  hoist: Hoist,
  person: Person,
  { ifMatch, ...place }: Place & { readonly ifMatch: string },
): Promise<void> {
  const last = await readLast(hoist, place);
  if (!last?.before) {
    throw new UseCaseError(
      409,
      'Nothing to undo',
      `'${place.flag}' was not set up in ${place.environment} before. Turn it off instead.`,
    );
  }
  const comment = `Undid: ${last.why}`.slice(0, 2_000);
  await saveSetting(hoist, person, { ...place, ifMatch, setting: last.before, comment });
}

async function readLast(hoist: Hoist, { flag, environment }: Place) {
  const reader = hoist.served(environment);
  const partKey = `flag/${flag}`;
  const version = reader.version(partKey);
  if (version === undefined) return undefined;
  const after = Math.max(0, version - recordsRead);
  const records = await hoist.store.read(reader.log, after, version - after);
  const touching = records.filter(({ set }) => set.some(([key]) => key === partKey));
  const record = touching.at(-1);
  if (!record) return undefined;
  const now = servedSetting(readServed(reader), flag);
  const digest = touching.at(-2)?.set.find(([key]) => key === partKey)?.[1];
  const before = digest === undefined ? null : await readSetting(hoist, digest);
  return { now, before, who: record.who.name, when: record.when, why: record.why };
}

async function readSetting(hoist: Hoist, digest: string): Promise<Setting | null> {
  const text = (await hoist.store.getParts([digest])).get(digest);
  if (text === undefined) return null;
  return servedFlagSchema.parse(readPart({ digest, text }, sha256)).setting;
}
