import type { Environment } from '@hoist/core';
import { hasRole } from './person.ts';
import type { Person } from './person.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/**
 * True if a person may create and change flags and segments. Pages use it to offer only what works; use cases check
 * again.
 */
export function mayEdit(person: Person | undefined): boolean {
  return person !== undefined && hasRole(person, 'editor');
}

/** True if a person may change what this environment serves. */
export function mayChange(person: Person | undefined, environment: Pick<Environment, 'protected'>): boolean {
  return person !== undefined && hasRole(person, environment.protected ? 'publisher' : 'editor');
}

/** Returns the signed-in person; throws if there is none, which is a bug of a page that needs no sign-in. */
export function requirePerson(person: Person | undefined): Person {
  if (person) return person;
  throw new UseCaseError('not-signed-in', 'Sign in, then try again.');
}
