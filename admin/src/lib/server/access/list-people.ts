import type { Records } from '@hoist/store';

/** Somebody who may have changed something, as a log names them. */
export interface NamedActor {
  /** `person/4f7a`. */
  readonly actor: string;
  readonly name: string;
}

const mostPeople = 500;

/** Everybody with an account, by name, and Hoist itself. */
export async function listPeople({ records }: { readonly records: Records }): Promise<NamedActor[]> {
  const sortBy = { field: 'name', direction: 'asc' } as const;
  const people = await records.find('user', [], { sortBy, limit: mostPeople });
  return [
    ...people.map(({ id, name }) => ({ actor: `person/${String(id)}`, name: String(name) })),
    { actor: 'hoist/hoist', name: 'Hoist' },
  ];
}
