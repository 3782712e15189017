import { createHash, randomBytes } from 'node:crypto';
import type { LogReader, Records } from '@hoist/store';
import { hasPeople } from './access-state.ts';

const collection = 'setup';
/** How long the link is valid, in ms. */
const lifetime = 24 * 3_600_000;

/**
 * Makes the one-time link for the first administrator and invalidates the one before; undefined if there is a person
 * already. Only the token's digest is stored.
 */
export async function offerSetUp(
  records: Records,
  access: LogReader,
  publicUrl: string,
): Promise<string | undefined> {
  await records.remove(collection, []);
  if (hasPeople(access)) return undefined;
  const token = randomBytes(32).toString('base64url');
  await records.insert(collection, { id: digest(token), createdAt: new Date().toISOString() });
  return `${publicUrl}/setup?token=${token}`;
}

/** True while this token can create the first administrator: once, within 24 hours. */
export async function isSetUpOpen(records: Records, access: LogReader, token: string): Promise<boolean> {
  const [link] = await records.find(collection, whereToken(token));
  if (!link || Date.parse(String(link['createdAt'])) + lifetime <= Date.now()) return false;
  return !hasPeople(access);
}

/** Invalidates the token; true for exactly one caller. */
export async function takeSetUp(records: Records, token: string): Promise<boolean> {
  return (await records.remove(collection, whereToken(token))) === 1;
}

function whereToken(token: string) {
  return [{ field: 'id', test: 'eq', value: digest(token) }] as const;
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
