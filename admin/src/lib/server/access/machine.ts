import { createHash, timingSafeEqual } from 'node:crypto';
import type { Person } from './person.ts';

/** Returns the machine of an `Authorization` header; undefined if its token is unknown. */
export type MachineCheck = (authorization: string | null) => Person | undefined;

const bootstrap: Person = {
  kind: 'token',
  id: 'token:bootstrap',
  name: 'Bootstrap token',
  email: '',
  role: 'admin',
};

/** Makes a check that accepts `Bearer <token>` with the bootstrap token, compared in constant time. */
export function createMachineCheck(bootstrapToken: string): MachineCheck {
  const expected = digest(bootstrapToken);
  return (authorization) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    return timingSafeEqual(digest(token), expected) ? bootstrap : undefined;
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
