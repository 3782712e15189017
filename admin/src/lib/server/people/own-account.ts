import { isIPv6 } from 'node:net';
import { nameSchema } from '@hoist/core';
import type { ChangeKind } from '@hoist/core';
import { z } from 'zod';
import type { KnownPerson } from '../access/access-state.ts';
import { newPasswordSchema } from '../access/new-password.ts';
import { hashPassword, verifyPassword } from '../access/password-hash.ts';
import type { Person } from '../access/person.ts';
import { removeLinks } from '../access/password-links.ts';
import { keepPassword, readPasswordHash } from '../access/sign-in-records.ts';
import type { AdminContext } from '../context.ts';
import { parseInput } from '../errors/parse.ts';
import { invalid, invalidField, fieldError, UseCaseError } from '../errors/use-case-error.ts';
import { logSecurity } from '../logging/security-log.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { hashInTurn } from './hash-in-turn.ts';
import { limitTries } from './limit-tries.ts';
import type { PeopleContext } from './people-context.ts';
import { requireKnown, toPersonPart } from './person-part.ts';

/** Changes a person's own name, by which histories name them from now on. */
export async function renameSelf(hoist: AdminContext, person: Person, input: unknown): Promise<void> {
  const { name } = parseInput(z.object({ name: nameSchema }), input);
  await commitOwn(hoist, person, 'person-changed', (known) => ({
    next: { ...known, name },
    said: `changed their name to ${name}`,
  }));
}

interface PasswordChange {
  readonly old: string;
  readonly password: string;
}

/**
 * Sets a person's own password and ends their other sessions. Throws UseCaseError 422 unless `old` is the password until now,
 * 429 after too many wrong ones.
 */
export async function changeOwnPassword(
  { hoist, sessions, signIn }: PeopleContext,
  person: Person,
  { old, password, token }: PasswordChange & { readonly token: string | undefined },
): Promise<void> {
  requireSelf(person);
  const { records } = hoist.store;
  const { name, email } = person;
  if (old === '') throw invalidField(['old'], 'required', 'Enter the password that you have now.');
  const input = parseInput(newPasswordSchema, { name, email, password });
  const hash = await limitTries(signIn.limits, { kind: 'account', name: `password of ${person.id}` }, () =>
    hashInTurn(signIn.queue, async () => {
      const current = await readPasswordHash(records, person.id);
      if (current === undefined || !(await verifyPassword(current, old)))
        throw invalid(fieldError(['old'], 'wrong-password', 'This is not your password. Try again.'));
      return hashPassword(input.password);
    }),
  );
  await keepPassword(records, person.id, hash);
  // A link that was made for the forgotten one has nothing left to do.
  await removeLinks(records, person.id);
  const passwordSetAt = new Date(hoist.now()).toISOString();
  await commitOwn(hoist, person, 'password-set', (known) => ({
    next: { ...known, passwordSetAt, link: null },
    said: 'set a new password',
  }));
  await sessions.endOf(person.id, token === undefined ? {} : { but: token });
  logSecurity('password set', { person: person.id, reason: 'own' });
}

/** A session of a person, as their own page lists it. */
export interface OwnSession {
  readonly id: string;
  /** When they signed in, and when it was last used, to the minute. */
  readonly startedAt: string;
  readonly usedAt: string;
  /** The client's address and its `User-Agent`; empty where they are not known. */
  readonly address: string;
  readonly userAgent: string;
  readonly isThis: boolean;
}

/** Lists the sessions of a person that have not ended, the one that asks first, then the last used. */
export async function listSessions(
  { store, now }: Pick<AdminContext, 'store' | 'now'>,
  person: Person,
  token: string | undefined,
): Promise<OwnSession[]> {
  const rows = await store.records.find('session', [{ field: 'userId', test: 'eq', value: person.id }]);
  return rows
    .filter(({ expiresAt }) => Date.parse(String(expiresAt)) > now())
    .map((row) => ({
      id: String(row['id']),
      startedAt: String(row['createdAt']),
      usedAt: String(row['updatedAt']),
      address: shorten(String(row['ipAddress'] ?? '')),
      userAgent: String(row['userAgent'] ?? ''),
      isThis: row['token'] === token,
    }))
    .sort(
      (one, other) => Number(other.isThis) - Number(one.isThis) || other.usedAt.localeCompare(one.usedAt),
    );
}

/** Writes an IPv6 address without its zeros, as `::1`. */
function shorten(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

/** Ends one of a person's own sessions by its id, or all but the one that asks; resolves with how many. */
export async function endOwnSessions(
  { hoist, sessions }: Pick<PeopleContext, 'hoist' | 'sessions'>,
  person: Person,
  { id, token }: { readonly id?: string; readonly token: string | undefined },
): Promise<number> {
  requireSelf(person);
  const rows = await hoist.store.records.find('session', [
    { field: 'userId', test: 'eq', value: person.id },
    ...(id === undefined ? [] : [{ field: 'id', test: 'eq', value: id } as const]),
  ]);
  // A session that has ended meanwhile, or is of somebody else, is nothing to end.
  if (id !== undefined && rows.length === 0) return 0;
  const only = rows[0]?.['token'];
  const which = id === undefined ? { but: token ?? '' } : { only: String(only) };
  const ended = await sessions.endOf(person.id, which);
  if (ended === 0) return 0;
  const sessionsEndedAt = new Date(hoist.now()).toISOString();
  await commitOwn(hoist, person, 'sessions-ended', (known) => ({
    next: { ...known, sessionsEndedAt },
    said: ended === 1 ? 'ended a session of their own' : `ended ${ended} sessions of their own`,
  }));
  logSecurity('sessions ended', { person: person.id, count: String(ended) });
  return ended;
}

async function commitOwn(
  hoist: AdminContext,
  person: Person,
  kind: ChangeKind,
  change: (known: KnownPerson) => { readonly next: KnownPerson; readonly said: string },
): Promise<void> {
  requireSelf(person);
  await commitChange(hoist, hoist.access, {
    person,
    kind,
    build: () => {
      const { next, said } = change(requireKnown(hoist, person.id));
      return { set: new Map([toPersonPart(next)]), said };
    },
  });
}

/** Throws UseCaseError 403 for a machine: it has no account of its own. */
function requireSelf({ kind }: Person): void {
  if (kind === 'person') return;
  throw new UseCaseError('not-a-person', 'An API token has no account. Sign in as a person.');
}
