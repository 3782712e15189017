import { randomBytes, randomUUID } from 'node:crypto';
import { keyringSchema, nameSchema } from '@hoist/core';
import type { Json, Keyring, KeyringEntry } from '@hoist/core';
import { sha256 } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import { z } from 'zod';
import type { Hoist } from '../hoist.ts';
import { commitChange } from './commit-change.ts';
import { readDefinitions, requireEnvironment } from './definitions.ts';
import { parseInput, parseStored } from './parse.ts';
import { requireRight } from './person.ts';
import type { Person } from './person.ts';
import { notFound, UseCaseError } from './use-case-error.ts';

const inputSchema = z.object({
  environment: z.string(),
  name: nameSchema,
  scope: z.enum(['server', 'client'], 'Choose server or client.'),
});

/** A key as lists show it; the text itself is never kept. */
export type KeyView = Omit<KeyringEntry, 'hash'>;

/** Keys of one environment, the newest first. */
export function listKeys(hoist: Hoist, environment: string): KeyView[] {
  requireEnvironment(readDefinitions(hoist.definitions), environment);
  return readKeyring(hoist.keyring(environment))
    .keys.map(({ id, name, scope, createdAt, expiresAt, revokedAt }) => ({
      id,
      name,
      scope,
      createdAt,
      expiresAt,
      revokedAt,
    }))
    .reverse();
}

/** Makes a key and returns its text, this once: 409 where the same act made it before, since its text is kept nowhere. */
export async function createKey(
  hoist: Hoist,
  person: Person,
  input: unknown,
  act?: string,
): Promise<KeyView & { key: string }> {
  const { environment, name, scope } = parseInput(inputSchema, input);
  requireRight(person, requireEnvironment(readDefinitions(hoist.definitions), environment));
  const key = `hoist_${scope}_${randomBytes(32).toString('base64url')}`;
  const view: KeyView = {
    id: randomUUID(),
    name,
    scope,
    createdAt: new Date().toISOString(),
    expiresAt: null,
    revokedAt: null,
  };
  const reader = hoist.keyring(environment);
  const outcome = await commitChange(hoist, reader, {
    person,
    act,
    why: `Made the ${scope} key '${name}'`,
    build: () => {
      const keyring = readKeyring(reader);
      return toChange({ ...keyring, keys: [...keyring.keys, { ...view, hash: sha256(key) }] });
    },
  });
  if (outcome === 'repeated') throw madeBefore(name);
  return { ...view, key };
}

/** Revokes a key for ever; relays refuse it within a second. Revoking it again changes nothing. */
export async function revokeKey(
  hoist: Hoist,
  person: Person,
  { environment, id, act }: { environment: string; id: string; act?: string | undefined },
): Promise<void> {
  requireRight(person, requireEnvironment(readDefinitions(hoist.definitions), environment));
  const reader = hoist.keyring(environment);
  await commitChange(hoist, reader, {
    person,
    act,
    why: 'Revoked a key',
    build: () => {
      const keyring = readKeyring(reader);
      const entry = keyring.keys.find((candidate) => candidate.id === id);
      if (!entry) throw notFound('key', id);
      const revoked = { ...entry, revokedAt: entry.revokedAt ?? new Date().toISOString() };
      return toChange({
        ...keyring,
        keys: keyring.keys.map((candidate) => (candidate === entry ? revoked : candidate)),
      });
    },
  });
}

function madeBefore(name: string): UseCaseError {
  const detail = `The key '${name}' was made by the first of these requests, and its text was in that answer only. If it is lost, revoke the key and make another.`;
  return new UseCaseError(409, 'This key was made before', detail);
}

/** All keys of an environment, as its keyring's log holds them. */
export function readKeyring(reader: LogReader): Keyring {
  const value = reader.value('keyring');
  if (typeof value !== 'object' || value === null)
    throw new Error(`The log '${reader.log}' holds no keyring.`);
  return parseStored(keyringSchema, value);
}

function toChange(keyring: Keyring) {
  return { set: new Map([['keyring', keyring as unknown as Json]]) };
}
