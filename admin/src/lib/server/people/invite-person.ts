import { createHmac, randomUUID } from 'node:crypto';
import { nameSchema } from '@hoist/core';
import { z } from 'zod';
import { readAccess } from '../access/access-state.ts';
import { toAccount } from '../access/device-cookie.ts';
import { emailSchema } from '../access/new-password.ts';
import { linkLifetimes } from '../access/password-links.ts';
import { requireRole, roles } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { keepIdentity } from '../access/sign-in-records.ts';
import { parseInput } from '../errors/parse.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { logSecurity } from '../logging/security-log.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { readPerson } from './list-people.ts';
import { giveLink, makeToken } from './give-link.ts';
import type { MadeLink, MakeLink } from './give-link.ts';
import type { PeopleContext } from './people-context.ts';
import { toPersonPart } from './person-part.ts';

/** The schema of somebody to be invited. */
export const invitationSchema = z.object({
  name: nameSchema,
  email: emailSchema,
  role: z.enum(roles, 'Choose viewer, editor, publisher or admin.'),
});

/**
 * Invites a person by a link that sets their first password: once, within 7 days. Repeated by the same person with the same
 * idempotency key it makes the same link. Throws UseCaseError 422 for an e-mail address that somebody has.
 */
export async function invitePerson(
  context: PeopleContext,
  person: Person,
  { input, origin, idempotencyKey }: MakeLink & { readonly input: unknown },
): Promise<MadeLink> {
  const { hoist } = context;
  requireRole(person, 'admin', 'invite somebody');
  const { name, email, role } = parseInput(invitationSchema, input);
  const account = toAccount(email);
  const id = idempotencyKey === undefined ? randomUUID() : toId(hoist.secret, [person.id, idempotencyKey]);
  const token = makeToken(hoist.secret, [person.id, id, idempotencyKey]);
  const now = hoist.now();
  const link = { purpose: 'invitation', expiresAt: now + linkLifetimes.invitation } as const;
  const outcome = await commitChange(hoist, hoist.access, {
    person,
    idempotencyKey,
    kind: 'person-invited',
    build: () => {
      const taken = [...readAccess(hoist.access).people.values()].find((each) => each.account === account);
      if (taken) throw emailTaken(taken.name);
      const expiresAt = new Date(link.expiresAt).toISOString();
      const invitedAt = new Date(now).toISOString();
      const part = toPersonPart({ id, name, role, account, invitedAt, link: { ...link, expiresAt } });
      return { set: new Map([part]), said: `invited ${name} with the role ${role}` };
    },
  });
  await keepIdentity(hoist.store.records, { id, email, name });
  if (outcome !== 'repeated')
    logSecurity('person changed', { person: person.id, other: id, reason: 'invited', role });
  return giveLink(
    context,
    { token, link: { person: id, ...link }, origin, isRepeated: outcome === 'repeated' },
    (await readPerson(hoist, id)).person,
  );
}

function emailTaken(name: string) {
  const message = `${name} has this e-mail address already. Change their role, or make them a new link, in the list.`;
  return invalidField(['email'], 'taken', message);
}

function toId(secret: string, of: readonly string[]): string {
  const digest = createHmac('sha256', secret)
    .update(JSON.stringify(['person', ...of]))
    .digest('hex');
  return digest.slice(0, 32);
}
