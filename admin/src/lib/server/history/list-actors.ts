import { readAccess } from '../access/access-state.ts';
import type { AdminContext } from '../context.ts';
import { hoistItself } from '../publishing/follow.ts';

/** Somebody who may have changed something, as a log names them. */
export interface NamedActor {
  /** `person/4f7a`. */
  readonly actor: string;
  readonly kind: 'person' | 'token' | 'hoist';
  readonly name: string;
}

/** Lists people, also those who are disabled, then API tokens, each by name, and Hoist itself; from memory. */
export function listActors({ access }: Pick<AdminContext, 'access'>): NamedActor[] {
  const { people, tokens } = readAccess(access);
  const byName = (one: { readonly name: string }, other: { readonly name: string }) =>
    one.name.localeCompare(other.name);
  return [
    ...[...people.values()].sort(byName).map(({ id, name }) => toActor('person', id, name)),
    ...[...tokens.values()].sort(byName).map(({ id, name }) => toActor('token', `token:${id}`, name)),
    toActor('hoist', hoistItself.id, hoistItself.name),
  ];
}

function toActor(kind: NamedActor['kind'], id: string, name: string): NamedActor {
  return { actor: `${kind}/${id}`, kind, name };
}
