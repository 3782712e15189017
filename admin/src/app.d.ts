import type { Admin } from '#lib/server/platform/admin.ts';
import type { AdminContext } from './lib/server/context.ts';
import type { Person } from '#lib/server/access/person.ts';

declare global {
  namespace App {
    interface Locals {
      admin: Admin;
      hoist: AdminContext;
      /** Set for everything but sign-in, set-up and preferences: the hook lets nobody else through. */
      person: Person | undefined;
      /** The token of the person's session; undefined for machines. */
      sessionToken: string | undefined;
    }
    interface Error {
      title?: string;
      /** Names this fault in the server's log. */
      id?: string;
    }
  }
}
