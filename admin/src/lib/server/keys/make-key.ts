import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { formatKeyText, isKeyScope, nameSchema } from '@hoist/core';
import type { ChangeKind, KeyringEntry, KeyScope } from '@hoist/core';
import { sha256 } from '@hoist/store';
import { z } from 'zod';
import type { AdminContext } from '../context.ts';
import { logSecurity } from '../logging/security-log.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import { readKeyring, toKeyringChange } from '../publishing/keyring.ts';
import { parseInput } from '../errors/parse.ts';
import { requireRight } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { invalidField, notFound, UseCaseError } from '../errors/use-case-error.ts';

/** The schema of a key to be made. */
export const newKeySchema = z.object({
  environment: z.string(),
  name: nameSchema,
  scope: z.enum(['server', 'client'], 'Choose server or client.'),
  expiresAt: z.iso
    .datetime('Send an instant in UTC, like 2027-01-31T00:00:00Z, or null for never.')
    .nullable()
    .default(null),
});

/** How many hours both keys work after a rotation. */
const overlap = { usual: 7 * 24, most: 90 * 24 } as const;

/** The last instant of a year of four digits, in ms since the Unix epoch. */
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');

const overlapHours = z
  .number('Say in hours how long the old key still works.')
  .min(0, 'An overlap is not negative.')
  .max(overlap.most, `An overlap is at most ${overlap.most} hours.`)
  .default(overlap.usual);
/** The schema of a rotation. */
export const rotationSchema = z.object({ environment: z.string(), overlapHours });

/** A new key with its text. */
export type MadeKey = Omit<KeyringEntry, 'hash'> & { readonly key: string };

/**
 * Makes a key and returns it with its text, which is stored nowhere. Repeated by the same person with the same
 * idempotency key, it makes nothing and returns the same text.
 */
export async function createKey(
  hoist: AdminContext,
  person: Person,
  input: unknown,
  idempotencyKey?: string,
): Promise<MadeKey> {
  const { environment, name, scope, expiresAt } = parseInput(newKeySchema, input);
  if (expiresAt !== null && Date.parse(expiresAt) <= hoist.now())
    throw invalidField(
      ['expiresAt'],
      'past',
      'This instant has passed: choose a later one, or none for never.',
    );
  requireRight(person, requireEnvironment(readDefinitions(hoist.definitions), environment));
  const made = makeEntry(hoist, person, { environment, name, scope, expiresAt, idempotencyKey });
  return commitKey(hoist, person, {
    made,
    kind: 'key-made',
    said: `made the ${scope} key ${name}`,
    idempotencyKey,
  });
}

/**
 * Makes a key with the name, scope and lifetime of another, which expires at the end of the overlap at the latest, so
 * that apps can change keys meanwhile. A repetition is handled as in `createKey`.
 */
export async function rotateKey(
  hoist: AdminContext,
  person: Person,
  {
    id,
    input,
    idempotencyKey,
  }: { readonly id: string; readonly input: unknown; readonly idempotencyKey?: string | undefined },
): Promise<MadeKey> {
  const { environment, overlapHours: hours } = parseInput(rotationSchema, input);
  requireRight(person, requireEnvironment(readDefinitions(hoist.definitions), environment));
  const old = readKeyring(hoist.keyring(environment)).keys.find((key) => key.id === id);
  if (!old) throw notFound('key', id);
  const { name, scope } = old;
  if (!isKeyScope(scope)) throw hasEnded(`is of a kind that this version does not know: '${scope}'`);
  const life = old.expiresAt === null ? undefined : Date.parse(old.expiresAt) - Date.parse(old.createdAt);
  const expiresAt =
    life === undefined ? null : new Date(Math.min(hoist.now() + life, lastInstant)).toISOString();
  const made = makeEntry(hoist, person, { environment, name, scope, expiresAt, idempotencyKey });
  const oldEnds = new Date(hoist.now() + hours * 3_600_000).toISOString();
  return commitKey(hoist, person, {
    made,
    kind: 'key-rotated',
    said: `rotated the ${scope} key ${name}`,
    idempotencyKey,
    replaces: id,
    change: (keys) =>
      keys.map((key) => {
        if (key.id !== id) return key;
        if (key.revokedAt !== null) throw hasEnded('is revoked');
        // What is left of its life is the overlap: a key made after it would end with that.
        const isRepeated = keys.some(({ hash }) => hash === made.entry.hash);
        if (key.replacedBy !== undefined && !isRepeated)
          throw hasEnded('was rotated already, into a newer one of its name');
        if (key.expiresAt !== null && Date.parse(key.expiresAt) <= hoist.now()) throw hasEnded('has expired');
        const endsBefore = key.expiresAt !== null && key.expiresAt < oldEnds;
        return { ...key, expiresAt: endsBefore ? key.expiresAt : oldEnds, replacedBy: made.entry.id };
      }),
  });
}

interface Made {
  readonly environment: string;
  readonly key: string;
  readonly entry: KeyringEntry;
}

interface Wanted {
  readonly environment: string;
  readonly name: string;
  readonly scope: KeyScope;
  readonly expiresAt: string | null;
  readonly idempotencyKey: string | undefined;
}

function makeEntry(
  hoist: AdminContext,
  person: Person,
  { environment, idempotencyKey, ...wanted }: Wanted,
): Made {
  // A request that is repeated gets the text that its first answer had; only who knows the secret can compute it.
  const bytes =
    idempotencyKey === undefined
      ? randomBytes(32)
      : createHmac('sha256', hoist.secret)
          .update(JSON.stringify(['key', person.id, environment, idempotencyKey]))
          .digest();
  const key = formatKeyText(wanted.scope, bytes);
  const createdAt = new Date(hoist.now()).toISOString();
  const entry = { ...wanted, id: randomUUID(), hash: sha256(key), createdAt, revokedAt: null };
  return { environment, key, entry };
}

interface CommitKey {
  readonly made: Made;
  readonly kind: ChangeKind;
  readonly said: string;
  readonly idempotencyKey: string | undefined;
  /** The id of the key that this one replaces. */
  readonly replaces?: string;
  /** Changes the other keys. */
  readonly change?: (keys: readonly KeyringEntry[]) => KeyringEntry[];
}

async function commitKey(
  hoist: AdminContext,
  person: Person,
  {
    made: { environment, key, entry },
    kind,
    said,
    idempotencyKey,
    replaces,
    change = (keys) => [...keys],
  }: CommitKey,
): Promise<MadeKey> {
  const reader = hoist.keyring(environment);
  const outcome = await commitChange(hoist, reader, {
    person,
    idempotencyKey,
    kind,
    build: () => {
      const keyring = readKeyring(reader);
      return { ...toKeyringChange(keyring, { ...keyring, keys: [...change(keyring.keys), entry] }), said };
    },
  });
  const kept = readKeyring(reader).keys.find(({ hash }) => hash === entry.hash);
  if (!kept) throw madeBefore(entry.name);
  const { hash: _hash, ...view } = kept;
  if (outcome !== 'repeated')
    logSecurity('key made', { person: person.id, key: view.id, environment, scope: view.scope, replaces });
  return { ...view, key };
}

function hasEnded(why: string): UseCaseError {
  return new UseCaseError('key-not-rotatable', `It ${why}. Make a new key instead.`);
}

/** Refuses a repetition after the secret changed: the text of the key cannot be computed again. */
function madeBefore(name: string): UseCaseError {
  const detail = `The key '${name}' was made by the first of these requests, and its text was in that answer only. If it is lost, revoke the key and make another.`;
  return new UseCaseError('key-made-before', detail);
}
