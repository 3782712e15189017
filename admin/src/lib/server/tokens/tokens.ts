import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { formatKeyText, nameSchema } from '@hoist/core';
import type { Json } from '@hoist/core';
import { sha256 } from '@hoist/store';
import { z } from 'zod';
import { readAccess } from '../access/access-state.ts';
import type { KnownToken } from '../access/access-state.ts';
import { requireRole, tokenRoles } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { TokenUse } from '../access/token-use.ts';
import type { AdminContext } from '../context.ts';
import { parseInput } from '../errors/parse.ts';
import { unlessAway } from '../errors/unless-away.ts';
import { invalidField, notFound, UseCaseError } from '../errors/use-case-error.ts';
import { logSecurity } from '../logging/security-log.ts';
import { commitChange } from '../publishing/commit-change.ts';

/** The schema of an API token to be made. */
export const newTokenSchema = z.object({
  name: nameSchema,
  role: z.enum(tokenRoles, 'Choose viewer, editor, publisher, admin or hold.'),
  expiresAt: z.iso
    .datetime('Send an instant in UTC, like 2027-01-31T00:00:00Z, or null for never.')
    .nullable()
    .default(null),
});

/** An API token as lists show it, without its text, which is never stored. */
export type TokenView = Omit<KnownToken, 'hash'> & {
  /** When it was last used, to the minute; null for never. */
  readonly lastUsedAt: string | null;
};

/** A new API token with its text. */
export type MadeToken = Omit<KnownToken, 'hash'> & { readonly token: string };

/** Lists the API tokens, the newest first. */
export async function listTokens({ access, store }: AdminContext): Promise<TokenView[]> {
  const used = await unlessAway(() => new TokenUse(store.records).read(), new Map<string, number>());
  return [...readAccess(access).tokens.values()]
    .map(({ hash: _hash, ...token }) => {
      const at = used.get(token.id);
      return { ...token, lastUsedAt: at === undefined ? null : new Date(at).toISOString() };
    })
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt) || one.id.localeCompare(other.id));
}

/**
 * Makes an API token and returns it with its text, which is stored nowhere. Repeated by the same person with the same
 * idempotency key, it makes nothing and returns the same text.
 */
export async function createToken(
  hoist: AdminContext,
  person: Person,
  input: unknown,
  idempotencyKey?: string,
): Promise<MadeToken> {
  requireRole(person, 'admin', 'make an API token');
  const { name, role, expiresAt } = parseInput(newTokenSchema, input);
  if (expiresAt !== null && Date.parse(expiresAt) <= hoist.now())
    throw invalidField(
      ['expiresAt'],
      'past',
      'This instant has passed: choose a later one, or none for never.',
    );
  const token = formatKeyText('api', makeBytes(hoist.secret, person, idempotencyKey));
  const hash = sha256(token);
  const createdAt = new Date(hoist.now()).toISOString();
  const made = {
    id: randomUUID(),
    name,
    role,
    hash,
    createdAt,
    expiresAt,
    revokedAt: null,
    source: 'made',
  } as const;
  const outcome = await commitChange(hoist, hoist.access, {
    person,
    idempotencyKey,
    kind: 'token-made',
    build: () => ({
      set: new Map([toTokenPart(made)]),
      said: `made the API token ${name} with the role ${role}`,
    }),
  });
  const kept = readAccess(hoist.access).tokensByHash.get(hash);
  if (!kept) throw madeBefore(name);
  if (outcome !== 'repeated') logSecurity('token made', { person: person.id, token: kept.id, role });
  const { hash: _hash, ...view } = kept;
  return { ...view, token };
}

/** Revokes an API token for good: every replica refuses it within a second. Revoking it again changes nothing. */
export async function revokeToken(
  hoist: AdminContext,
  person: Person,
  { id, idempotencyKey }: { readonly id: string; readonly idempotencyKey?: string | undefined },
): Promise<void> {
  requireRole(person, 'admin', 'revoke an API token');
  const outcome = await commitChange(hoist, hoist.access, {
    person,
    idempotencyKey,
    kind: 'token-revoked',
    build: () => {
      const token = readAccess(hoist.access).tokens.get(id);
      if (!token) throw notFound('token', id);
      const revokedAt = token.revokedAt ?? new Date(hoist.now()).toISOString();
      return {
        set: new Map([toTokenPart({ ...token, revokedAt })]),
        said: `revoked the API token ${token.name}`,
      };
    },
  });
  if (outcome === 'committed') logSecurity('token revoked', { person: person.id, token: id });
}

/** The part of an API token in the access log. */
export function toTokenPart(token: KnownToken): readonly [partKey: string, value: Json] {
  return [`token/${token.id}`, { ...token }];
}

/** A request that is repeated gets the text of its first answer; only who knows the secret can compute it. */
function makeBytes(secret: string, person: Person, idempotencyKey: string | undefined): Uint8Array {
  if (idempotencyKey === undefined) return randomBytes(32);
  return createHmac('sha256', secret)
    .update(JSON.stringify(['token', person.id, idempotencyKey]))
    .digest();
}

/** Refuses a repetition after the secret changed: the text of the token cannot be computed again. */
function madeBefore(name: string): UseCaseError {
  const detail = `The API token '${name}' was made by the first of these requests, and its text was in that answer only. If it is lost, revoke the token and make another.`;
  return new UseCaseError('token-made-before', detail);
}
