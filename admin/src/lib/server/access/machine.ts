import { sha256 } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import { UseCaseError } from '../errors/use-case-error.ts';
import { readAccess } from './access-state.ts';
import type { KnownToken } from './access-state.ts';
import type { Person } from './person.ts';
import type { TokenUse } from './token-use.ts';

/**
 * Returns the machine of an `Authorization` header; undefined if its token is unknown, a refusal if it has expired or
 * was revoked.
 */
export type MachineCheck = (authorization: string | null) => Person | UseCaseError | undefined;

/** Makes a check that accepts `Bearer <token>` with any API token, from memory, and notes its use. */
export function createMachineCheck(
  access: LogReader,
  use: Pick<TokenUse, 'note'>,
  now: () => number = Date.now,
): MachineCheck {
  return (authorization) => {
    const text = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    // By its hash, so that how long this takes says nothing about another token.
    const token = text === undefined ? undefined : readAccess(access).tokensByHash.get(sha256(text));
    if (!token) return undefined;
    const { id, name, role, revokedAt, expiresAt } = token;
    if (revokedAt !== null) return refuse('token-revoked', token, revokedAt);
    if (expiresAt !== null && Date.parse(expiresAt) <= now())
      return refuse('token-expired', token, expiresAt);
    use.note(id);
    return { kind: 'token', id: `token:${id}`, name, email: '', role };
  };
}

function refuse(
  code: 'token-revoked' | 'token-expired',
  { name }: Pick<KnownToken, 'name'>,
  at: string,
): UseCaseError {
  const what = code === 'token-revoked' ? 'was revoked' : 'expired';
  const detail = `The API token '${name}' ${what} at ${at}. Use another: an administrator makes one under Settings, API tokens.`;
  return new UseCaseError(code, detail);
}
