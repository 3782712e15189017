import { z } from 'zod';
import { readAccess } from '../access/access-state.ts';
import type { KnownPerson } from '../access/access-state.ts';
import { requireRole, roles } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { removeLinks } from '../access/password-links.ts';
import { etagOfPart } from '../definitions/definitions.ts';
import { parseInput } from '../errors/parse.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { logSecurity } from '../logging/security-log.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { changedUnderneath } from '../publishing/conflict.ts';
import type { PeopleContext } from './people-context.ts';
import { requireAdministrator, requireKnown, toPersonPart } from './person-part.ts';

/** The schema of what an administrator changes of a person. */
export const personPatchSchema = z.object({
  role: z.enum(roles, 'Choose viewer, editor, publisher or admin.').optional(),
  disabled: z.boolean().optional(),
});

interface ChangePerson {
  readonly id: string;
  readonly patch: unknown;
  /** The etag of the person that the change is based on; left out, it is made on whatever is there. */
  readonly ifMatch?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Gives a person another role, disables or enables them. Who is disabled is signed out at once. Throws UseCaseError 409 for
 * the last administrator.
 */
export async function changePerson(
  { hoist, sessions }: PeopleContext,
  person: Person,
  { id, patch, ifMatch, idempotencyKey }: ChangePerson,
): Promise<void> {
  requireRole(person, 'admin', 'change people');
  const { role, disabled } = parseInput(personPatchSchema, patch);
  requireKnown(hoist, id);
  const outcome = await commitChange(hoist, hoist.access, {
    person,
    idempotencyKey,
    kind: disabled === undefined ? 'person-changed' : disabled ? 'person-disabled' : 'person-enabled',
    build: () => {
      const known = requireKnown(hoist, id);
      if (ifMatch !== undefined && ifMatch !== etagOfPart(hoist.access, `person/${id}`))
        throw changedUnderneath('this person');
      if (disabled === true && known.joinedAt === null) throw notJoined(known.name);
      const next = { ...known, role: role ?? known.role, ...toDisabled(known, disabled) };
      requireAdministrator(readAccess(hoist.access), next);
      return { set: new Map([toPersonPart(next)]), said: sayChanged(known, next) };
    },
  });
  if (disabled === true) {
    await removeLinks(hoist.store.records, id);
    await sessions.endOf(id);
  }
  if (outcome !== 'committed') return;
  const reason = disabled === undefined ? 'role' : disabled ? 'disabled' : 'enabled';
  logSecurity('person changed', { person: person.id, other: id, reason, role });

  function toDisabled(known: KnownPerson, isDisabled: boolean | undefined): Partial<KnownPerson> {
    if (isDisabled === undefined) return {};
    if (!isDisabled) return { disabledAt: null };
    return { disabledAt: known.disabledAt ?? new Date(hoist.now()).toISOString(), link: null };
  }
}

function sayChanged(before: KnownPerson, after: KnownPerson): string {
  const { name } = after;
  const said = [
    ...(before.role === after.role
      ? []
      : [`changed the role of ${name} from ${before.role} to ${after.role}`]),
    ...(before.disabledAt === null && after.disabledAt !== null
      ? [`disabled ${name}, who may not sign in any more`]
      : []),
    ...(before.disabledAt !== null && after.disabledAt === null ? [`enabled ${name} again`] : []),
  ];
  return said.join(', and ') || `left ${name} as they are`;
}

function notJoined(name: string): UseCaseError {
  return new UseCaseError('person-not-joined', `${name} is only invited. Withdraw the invitation.`);
}
