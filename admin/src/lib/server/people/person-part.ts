import type { Json } from '@hoist/core';
import { isActive, readAccess } from '../access/access-state.ts';
import type { AccessState, KnownPerson } from '../access/access-state.ts';
import type { AdminContext } from '../context.ts';
import { notFound, UseCaseError } from '../errors/use-case-error.ts';

const nothingYet = {
  invitedAt: null,
  joinedAt: null,
  disabledAt: null,
  passwordSetAt: null,
  sessionsEndedAt: null,
  link: null,
} as const satisfies Partial<KnownPerson>;

/** The part of a person in the access log; what is left out has not happened yet. */
export function toPersonPart(
  person: Pick<KnownPerson, 'id' | 'name' | 'role' | 'account'> & Partial<KnownPerson>,
): readonly [partKey: string, value: Json] {
  return [`person/${person.id}`, { ...nothingYet, ...person }];
}

/** The person with this id; throws UseCaseError 404. */
export function requireKnown({ access }: Pick<AdminContext, 'access'>, id: string): KnownPerson {
  const person = readAccess(access).people.get(id);
  if (!person) throw notFound('person', id);
  return person;
}

/** Throws UseCaseError 409 if the change takes away the last administrator who can sign in. */
export function requireAdministrator({ people }: AccessState, changed: KnownPerson): void {
  const isAdministrator = (each: KnownPerson) => each.role === 'admin' && isActive(each);
  const before = [...people.values()].filter(isAdministrator);
  if (isAdministrator(changed) || before.length !== 1 || before[0]?.id !== changed.id) return;
  const detail = `${changed.name} is the last administrator who can sign in. Make somebody else an administrator first.`;
  throw new UseCaseError('last-administrator', detail);
}
