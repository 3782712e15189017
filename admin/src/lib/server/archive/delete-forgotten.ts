import { nameDay } from '#lib/words.ts';
import type { AdminContext } from '../context.ts';
import { readLastAsked } from '../counts/last-asked.ts';
import { dayLength } from '../counts/usage.ts';
import { readFlag } from '../flags/flag-views.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import type { Person } from '../access/person.ts';
import { deleteDefinition } from './archive.ts';
import type { ArchiveRequest } from './archive.ts';

/** How long a flag is archived, and asked for by nobody, before a page offers to delete it. */
const daysToForget = 30;

/**
 * When a flag may be deleted by hand, in ms since the Unix epoch: once it has been archived for 30 days and nobody has asked
 * for it in as many. Undefined for a flag that is not archived.
 */
export async function readDeletableFrom(hoist: AdminContext, key: string): Promise<number | undefined> {
  const { archivedAt } = readFlag(hoist, key).definition;
  if (archivedAt === null) return undefined;
  const asked = await readLastAsked(hoist, key);
  // The day on which somebody asked lasts until the next one begins.
  const ends = [...asked.values()].map(({ lastDay }) => lastDay + dayLength);
  return Math.max(Date.parse(archivedAt), ...ends) + daysToForget * dayLength;
}

/** Deletes a flag for good, as `deleteDefinition`, once nobody has asked for it for 30 days. */
export async function deleteForgotten(
  hoist: AdminContext,
  person: Person,
  request: Omit<ArchiveRequest, 'kind'>,
): Promise<void> {
  const { name } = readFlag(hoist, request.key).definition;
  const from = await readDeletableFrom(hoist, request.key);
  if (from !== undefined && from > hoist.now()) {
    const detail = `'${name}' can be deleted from ${nameDay(from, 'UTC')} on, if no app asks for it until then.`;
    throw new UseCaseError('not-forgotten', detail);
  }
  await deleteDefinition(hoist, person, { ...request, kind: 'flag' });
}
