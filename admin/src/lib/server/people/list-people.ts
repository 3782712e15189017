import { isActive, readAccess } from '../access/access-state.ts';
import type { KnownPerson, LinkPurpose } from '../access/access-state.ts';
import type { Role } from '../access/person.ts';
import type { AdminContext } from '../context.ts';
import { etagOfPart } from '../definitions/definitions.ts';
import { requireKnown } from './person-part.ts';

/** A person as lists show them. */
export interface PersonView {
  readonly id: string;
  readonly name: string;
  /** Empty where it was erased. */
  readonly email: string;
  readonly role: Role;
  readonly state: (typeof states)[number];
  readonly invitedAt: string | null;
  readonly joinedAt: string | null;
  readonly disabledAt: string | null;
  /** The link that was made last and not used; it may have expired. */
  readonly link: { readonly purpose: LinkPurpose; readonly expiresAt: string } | null;
}

/** Lists all people: those who can sign in by name, then who is invited, then who is disabled. */
export async function listPeople({ access, store }: AdminContext): Promise<PersonView[]> {
  const users = await store.records.find('user', []);
  const emails = new Map(users.map(({ id, email }) => [String(id), String(email)]));
  return [...readAccess(access).people.values()]
    .map((person) => toView(person, emails.get(person.id) ?? ''))
    .sort((one, other) => rankOfPerson(one) - rankOfPerson(other) || one.name.localeCompare(other.name));
}

/** Reads one person with the etag that a change of them is based on; throws UseCaseError 404. */
export async function readPerson(
  hoist: AdminContext,
  id: string,
): Promise<{ readonly person: PersonView; readonly etag: string }> {
  const person = requireKnown(hoist, id);
  const etag = etagOfPart(hoist.access, `person/${id}`);
  return { person: toView(person, await readEmail(hoist, id)), etag };
}

/** Reads the e-mail address of a person; empty where it was erased. */
export async function readEmail({ store }: Pick<AdminContext, 'store'>, id: string): Promise<string> {
  const [user] = await store.records.find('user', [{ field: 'id', test: 'eq', value: id }], { limit: 1 });
  return String(user?.['email'] ?? '');
}

/** Lists who can be chosen as the owner of something, by name. */
export function listOwners({ access }: Pick<AdminContext, 'access'>): { id: string; name: string }[] {
  return [...readAccess(access).people.values()]
    .filter(isActive)
    .map(({ id, name }) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

const states = ['active', 'invited', 'disabled'] as const;

/** Where a person stands in lists, before their name counts. */
export function rankOfPerson({ state }: Pick<PersonView, 'state'>): number {
  return states.indexOf(state);
}

function toView(person: KnownPerson, email: string): PersonView {
  const { id, name, role, invitedAt, joinedAt, disabledAt, link } = person;
  const state = disabledAt !== null ? 'disabled' : joinedAt === null ? 'invited' : 'active';
  return { id, name, email, role, state, invitedAt, joinedAt, disabledAt, link };
}
