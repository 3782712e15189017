import { removeLinks } from '../access/password-links.ts';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { removeIdentity } from '../access/sign-in-records.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { logSecurity } from '../logging/security-log.ts';
import { commitChange } from '../publishing/commit-change.ts';
import type { PeopleContext } from './people-context.ts';
import { requireKnown } from './person-part.ts';

/** Withdraws an invitation: its link no longer works, and the person is gone. Who has joined can only be disabled. */
export async function withdrawInvitation(
  { hoist }: Pick<PeopleContext, 'hoist'>,
  person: Person,
  { id, idempotencyKey }: { readonly id: string; readonly idempotencyKey?: string | undefined },
): Promise<void> {
  requireRole(person, 'admin', 'withdraw an invitation');
  const outcome = await commitChange(hoist, hoist.access, {
    person,
    idempotencyKey,
    kind: 'person-removed',
    build: () => {
      const { name, joinedAt } = requireKnown(hoist, id);
      if (joinedAt !== null)
        throw new UseCaseError(
          'person-joined',
          `${name} has joined and is named in histories. Disable them instead.`,
        );
      return { set: new Map(), removed: [`person/${id}`], said: `withdrew the invitation of ${name}` };
    },
  });
  await removeLinks(hoist.store.records, id);
  await removeIdentity(hoist.store.records, id);
  if (outcome === 'committed')
    logSecurity('person changed', { person: person.id, other: id, reason: 'withdrawn' });
}
