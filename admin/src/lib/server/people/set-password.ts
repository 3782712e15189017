import { nameSchema } from '@hoist/core';
import { readAccess } from '../access/access-state.ts';
import { newPasswordSchema } from '../access/new-password.ts';
import { hashPassword } from '../access/password-hash.ts';
import { findLink, takeLink } from '../access/password-links.ts';
import { keepPassword } from '../access/sign-in-records.ts';
import { parseInput } from '../errors/parse.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { logSecurity } from '../logging/security-log.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { hashInTurn } from './hash-in-turn.ts';
import { limitTries } from './limit-tries.ts';
import { readEmail } from './list-people.ts';
import type { PeopleContext } from './people-context.ts';
import { requireKnown, toPersonPart } from './person-part.ts';

/** Who a link is for, and what its page asks. */
export interface OpenedLink {
  readonly person: string;
  readonly purpose: 'invitation' | 'reset';
  readonly name: string;
  readonly email: string;
}

interface Opening {
  readonly token: string;
  /** Where it is opened from: failures are limited by it. */
  readonly clientAddress: string;
}

/**
 * Looks up a link. Throws UseCaseError 410, always the same, for one that does not work, whatever the reason; 429 for an
 * address that tried too many.
 */
export async function openLink(
  { hoist, signIn }: Pick<PeopleContext, 'hoist' | 'signIn'>,
  { token, clientAddress }: Opening,
): Promise<OpenedLink> {
  return limitTries(signIn.limits, { kind: 'address', name: clientAddress }, async () => {
    const link = await findLink(hoist.store.records, token, hoist.now());
    const known = link && readAccess(hoist.access).people.get(link.person);
    if (!known || known.disabledAt !== null) throw deadLink();
    const { name } = known;
    return { ...link, name, email: await readEmail(hoist, link.person) };
  });
}

/**
 * Sets the password of a link's person and uses the link up; who was invited has then joined, under the name that they give.
 * All sessions of the person end. Throws UseCaseError 422 with an error for each wrong field, and the link stays usable.
 */
export async function setPasswordByLink(
  context: PeopleContext,
  opening: Opening,
  input: { readonly name: string; readonly password: string },
): Promise<{ readonly email: string; readonly password: string }> {
  const { hoist, sessions, signIn } = context;
  const { records } = hoist.store;
  const { person: id, purpose, name: known, email } = await openLink(context, opening);
  const isFirst = purpose === 'invitation';
  const name = isFirst ? input.name : known;
  const { password } = parseInput(newPasswordSchema, { ...input, name, email });
  const hash = await hashInTurn(signIn.queue, () => hashPassword(password));
  if (!(await takeLink(records, opening.token))) throw deadLink();
  await keepPassword(records, id, hash);
  const now = new Date(hoist.now()).toISOString();
  await commitChange(hoist, hoist.access, {
    person: { kind: 'person', id, name: isFirst ? nameSchema.parse(name) : known, email, role: 'viewer' },
    kind: isFirst ? 'person-joined' : 'password-set',
    build: () => {
      const before = requireKnown(hoist, id);
      const joined = isFirst && { name: nameSchema.parse(name), joinedAt: before.joinedAt ?? now };
      const next = { ...before, ...joined, passwordSetAt: now, link: null };
      const said = isFirst ? `joined with the role ${before.role}` : 'set a new password by a link';
      return { set: new Map([toPersonPart(next)]), said };
    },
  });
  await sessions.endOf(id);
  logSecurity('password set', { person: id, reason: purpose, address: opening.clientAddress });
  return { email, password };
}

/** Makes the refusal (410) of a link that does not work. */
function deadLink(): UseCaseError {
  return new UseCaseError(
    'password-link-dead',
    'A link works once: an invitation for 7 days, a link for a new password for an hour, and only the newest. Ask an administrator for another.',
  );
}
