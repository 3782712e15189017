import { createHash } from 'node:crypto';
import { DuplicateRecordError } from '@hoist/store';
import type { Records } from '@hoist/store';
import type { LinkPurpose } from './access-state.ts';

const collection = 'passwordLinks';

/** How long a link works, in ms: 7 days to join, an hour to set another password. */
export const linkLifetimes = { invitation: 7 * 24 * 3_600_000, reset: 3_600_000 } as const satisfies Record<
  LinkPurpose,
  number
>;

/** A link by which one person sets a password, once. */
export interface PasswordLink {
  /** The id of the person. */
  readonly person: string;
  readonly purpose: LinkPurpose;
  /** Ms since the Unix epoch. */
  readonly expiresAt: number;
}

/** Stores the digest of a new link, which takes the place of the person's links before. */
export async function keepLink(records: Records, token: string, link: PasswordLink): Promise<void> {
  const id = digest(token);
  await records.remove(collection, [
    { field: 'person', test: 'eq', value: link.person },
    { field: 'id', test: 'ne', value: id },
  ]);
  try {
    await records.insert(collection, { id, ...link });
  } catch (error) {
    // A request that is repeated makes the same link.
    if (!(error instanceof DuplicateRecordError)) throw error;
  }
}

/** Finds the link of a token; undefined if it is unknown, was used or replaced, or has expired. */
export async function findLink(
  records: Pick<Records, 'find'>,
  token: string,
  now: number,
): Promise<PasswordLink | undefined> {
  const [row] = await records.find(collection, whereToken(token), { limit: 1 });
  if (!row) return undefined;
  const expiresAt = Number(row['expiresAt']);
  const purpose = row['purpose'] === 'invitation' ? 'invitation' : 'reset';
  return expiresAt > now ? { person: String(row['person']), purpose, expiresAt } : undefined;
}

/** Uses up a link; true for exactly one caller. */
export async function takeLink(records: Pick<Records, 'remove'>, token: string): Promise<boolean> {
  return (await records.remove(collection, whereToken(token))) === 1;
}

/** Removes all links of a person. */
export async function removeLinks(records: Pick<Records, 'remove'>, person: string): Promise<void> {
  await records.remove(collection, [{ field: 'person', test: 'eq', value: person }]);
}

/** Removes links that have expired. */
export async function cleanLinks(records: Pick<Records, 'remove'>, now: number): Promise<void> {
  await records.remove(collection, [{ field: 'expiresAt', test: 'lt', value: now }]);
}

function whereToken(token: string) {
  return [{ field: 'id', test: 'eq', value: digest(token) }] as const;
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
