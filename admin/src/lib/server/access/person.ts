import { limits, shorten } from '@hoist/core';
import type { Actor, Environment } from '@hoist/core';
import { logSecurity } from '../logging/security-log.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/** From least to most rights; each includes the ones before it. */
export const roles = ['viewer', 'editor', 'publisher', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who acts: a signed-in person, a machine with a token, or Hoist itself. */
export interface Person {
  readonly kind: Actor['kind'];
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** Who acts, as logs record it. */
export function toActor({ kind, id, name }: Person): Actor {
  return { kind, id, name: shorten(name, limits.name) };
}

export function hasRole(person: Person, role: Role): boolean {
  return roles.indexOf(person.role) >= roles.indexOf(role);
}

/** Throws 403 unless the person has at least this role. */
export function requireRole(person: Person, role: Role, purpose: string): void {
  if (hasRole(person, role)) return;
  logSecurity('refused', { person: person.id, reason: `to ${purpose}`, role: person.role });
  throw new UseCaseError(
    'role-too-low',
    `To ${purpose} you need the role ${role}; yours is ${person.role}. Ask an administrator.`,
  );
}

/** Changing what a protected environment serves needs a publisher; any other needs an editor. */
export function requireRight(person: Person, environment: Environment): void {
  requireRole(
    person,
    environment.protected ? 'publisher' : 'editor',
    `change what ${environment.name} serves`,
  );
}
