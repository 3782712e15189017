import type { LinkPurpose } from '../access/access-state.ts';
import { linkLifetimes } from '../access/password-links.ts';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { logSecurity } from '../logging/security-log.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { giveLink, makeToken } from './give-link.ts';
import type { MadeLink, MakeLink } from './give-link.ts';
import { readPerson } from './list-people.ts';
import type { PeopleContext } from './people-context.ts';
import { requireKnown, toPersonPart } from './person-part.ts';

/**
 * Makes another link for a person, which takes the place of the one before: for somebody who is invited one to join by within 7
 * days, for anybody else one that sets a new password within an hour.
 */
export async function makeLink(
  context: PeopleContext,
  person: Person,
  { id, origin, idempotencyKey }: MakeLink & { readonly id: string },
): Promise<MadeLink> {
  const { hoist } = context;
  requireRole(person, 'admin', 'make a link that sets a password');
  const purpose: LinkPurpose = requireKnown(hoist, id).joinedAt === null ? 'invitation' : 'reset';
  const token = makeToken(hoist.secret, [person.id, id, idempotencyKey]);
  const expires = hoist.now() + linkLifetimes[purpose];
  const link = { purpose, expiresAt: new Date(expires).toISOString() } as const;
  const outcome = await commitChange(hoist, hoist.access, {
    person,
    idempotencyKey,
    kind: purpose === 'invitation' ? 'person-invited' : 'password-link-made',
    build: () => {
      const known = requireKnown(hoist, id);
      if (known.disabledAt !== null) throw isDisabled(known.name);
      const what = purpose === 'invitation' ? 'to join by' : 'to set a new password';
      return {
        set: new Map([toPersonPart({ ...known, link })]),
        said: `made ${known.name} a link ${what}`,
      };
    },
  });
  const isRepeated = outcome === 'repeated';
  if (!isRepeated) logSecurity('link made', { person: person.id, other: id, reason: purpose });
  const { person: known } = await readPerson(hoist, id);
  const given = { person: id, purpose, expiresAt: expires };
  return giveLink(context, { token, link: given, origin, isRepeated }, known);
}

function isDisabled(name: string): UseCaseError {
  return new UseCaseError('person-disabled', `${name} may not sign in. Enable them first.`);
}
