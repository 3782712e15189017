import { limits, shorten } from '@hoist/core';
import type { Actor, Environment } from '@hoist/core';
import { logSecurity } from '../logging/security-log.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/** The roles, each with the rights of those before it. */
export const roles = ['viewer', 'editor', 'publisher', 'admin'] as const;
/** One of {@link roles}. */
export type Role = (typeof roles)[number];

/** The roles of API tokens: those of people, and `hold`, which reads settings and pauses rollouts and nothing else. */
export const tokenRoles = [...roles, 'hold'] as const;
/** One of {@link tokenRoles}. */
type TokenRole = (typeof tokenRoles)[number];

/** Who makes a change: a signed-in person, a machine with a token, or Hoist itself. */
export interface Person {
  readonly kind: Actor['kind'];
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: TokenRole;
}

/** Returns a person as logs record it. */
export function toActor({ kind, id, name }: Person): Actor {
  return { kind, id, name: shorten(name, limits.name) };
}

/** True if a person has this role or one with more rights. */
export function hasRole(person: Person, role: Role): boolean {
  return person.role !== 'hold' && roles.indexOf(person.role) >= roles.indexOf(role);
}

/** Throws UseCaseError 403 unless the person has at least this role; `purpose` completes the message. */
export function requireRole(person: Person, role: Role, purpose: string): void {
  if (hasRole(person, role)) return;
  logSecurity('refused', { person: person.id, reason: `to ${purpose}`, role: person.role });
  throw new UseCaseError(
    'role-too-low',
    `To ${purpose} you need the role ${role}; yours is ${person.role}. Ask an administrator.`,
  );
}

/**
 * Throws UseCaseError 403 unless the person may change what an environment serves: a publisher for a protected one,
 * an editor for any other.
 */
export function requireRight(person: Person, environment: Environment): void {
  requireRole(
    person,
    environment.protected ? 'publisher' : 'editor',
    `change what ${environment.name} serves`,
  );
}
