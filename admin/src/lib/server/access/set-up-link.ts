import { createHash, randomBytes } from 'node:crypto';
import type { Records } from '@hoist/store';

const collection = 'setup';
/** How long the link is valid, in ms. */
const lifetime = 24 * 3_600_000;

/**
 * Makes the one-time link for the first administrator and invalidates the one before; undefined if there is a person
 * already. Only the token's digest is stored.
 */
export async function offerSetUp(records: Records, publicUrl: string): Promise<string | undefined> {
  await records.remove(collection, []);
  if (await hasPeople(records)) return undefined;
  const token = randomBytes(32).toString('base64url');
  await records.insert(collection, { id: digest(token), createdAt: new Date().toISOString() });
  return `${publicUrl}/setup?token=${token}`;
}

/** True while this token can create the first administrator: once, within 24 hours. */
export async function isSetUpOpen(records: Records, token: string): Promise<boolean> {
  const [link] = await records.find(collection, whereToken(token));
  if (!link || Date.parse(String(link['createdAt'])) + lifetime <= Date.now()) return false;
  return !(await hasPeople(records));
}

/** Invalidates the token; true for exactly one caller. */
export async function takeSetUp(records: Records, token: string): Promise<boolean> {
  return (await records.remove(collection, whereToken(token))) === 1;
}

/** True if somebody can sign in. A person without a password, left by an interrupted set-up, does not count. */
export async function hasPeople(records: Records): Promise<boolean> {
  return (await records.count('account', [])) > 0;
}

function whereToken(token: string) {
  return [{ field: 'id', test: 'eq', value: digest(token) }] as const;
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
