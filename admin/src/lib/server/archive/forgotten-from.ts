import type { AdminContext } from '../context.ts';
import { readLastAsked } from '../counts/last-asked.ts';
import { dayLength } from '../counts/usage.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { leavesTombstone } from '../definitions/tombstone.ts';

/** How long a flag is archived, and asked for by nobody, before it may be deleted. */
const daysToForget = 30;

/**
 * When a flag may be deleted, in ms since the Unix epoch: once it has been archived for 30 days and nobody has asked for it in as
 * many; one of the example as soon as it is archived. Undefined for a flag that is not archived.
 */
export async function readForgottenFrom(hoist: AdminContext, key: string): Promise<number | undefined> {
  const archivedAt = readDefinitions(hoist.definitions).flags.get(key)?.archivedAt ?? null;
  if (archivedAt === null) return undefined;
  const archived = Date.parse(archivedAt);
  if (!leavesTombstone(key)) return archived;
  const asked = await readLastAsked(hoist, key);
  // The day on which somebody asked lasts until the next one begins.
  const ends = [...asked.values()].map(({ lastDay }) => lastDay + dayLength);
  return Math.max(archived, ...ends) + daysToForget * dayLength;
}
