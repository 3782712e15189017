import type { Environment } from '@hoist/core';
import { hasRole } from './person.ts';
import type { Person } from './person.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/** May create and change flags and segments. Pages ask so that they offer only what would work; use cases decide. */
export function mayEdit(person: Person | undefined): boolean {
  return person !== undefined && hasRole(person, 'editor');
}

/** May change what this environment serves. */
export function mayChange(person: Person | undefined, environment: Pick<Environment, 'protected'>): boolean {
  return person !== undefined && hasRole(person, environment.protected ? 'publisher' : 'editor');
}

/** Who acts; throws where a page that anybody may see tries to act for nobody. */
export function requirePerson(person: Person | undefined): Person {
  if (person) return person;
  throw new UseCaseError('not-signed-in', 'Sign in, then try again.');
}
