import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { readAccess } from '../access/access-state.ts';
import { toAccount } from '../access/device-cookie.ts';
import { newPasswordSchema } from '../access/new-password.ts';
import { hashPassword } from '../access/password-hash.ts';
import type { PasswordQueue } from '../access/password-queue.ts';
import { isSetUpOpen, takeSetUp } from '../access/set-up-link.ts';
import { keepIdentity, keepPassword } from '../access/sign-in-records.ts';
import type { AdminContext } from '../context.ts';
import { parseInput } from '../errors/parse.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { hashInTurn } from './hash-in-turn.ts';
import { toPersonPart } from './person-part.ts';

/** The first administrator, as the set-up form describes them. */
export type FirstAdministrator = z.infer<typeof newPasswordSchema>;

/**
 * Creates the first administrator from a set-up link, which becomes invalid. Throws UseCaseError 410 for a link that
 * was used, replaced or is a day old, and 422 with an error for each wrong field.
 */
export async function createFirstAdministrator(
  { hoist, queue }: { readonly hoist: AdminContext; readonly queue: PasswordQueue },
  token: string,
  input: unknown,
): Promise<FirstAdministrator> {
  const { records } = hoist.store;
  if (!(await isSetUpOpen(records, hoist.access, token))) throw deadLink();
  const person = parseInput(newPasswordSchema, input);
  const hash = await hashInTurn(queue, () => hashPassword(person.password));
  if (!(await takeSetUp(records, token))) throw deadLink();
  const id = randomUUID();
  const { name, email } = person;
  await keepIdentity(records, { id, name, email });
  await keepPassword(records, id, hash);
  const now = new Date(hoist.now()).toISOString();
  await commitChange(hoist, hoist.access, {
    person: { kind: 'person', id, name, email, role: 'admin' },
    kind: 'person-joined',
    build: () => {
      // Whoever was invited with this address has now joined in another way.
      const { people } = readAccess(hoist.access);
      const others = [...people.values()].filter(({ account }) => account === toAccount(email));
      const first = { joinedAt: now, passwordSetAt: now, account: toAccount(email) };
      const part = toPersonPart({ id, name, role: 'admin', ...first });
      const removed = others.map((other) => `person/${other.id}`);
      return { set: new Map([part]), removed, said: 'became the first administrator' };
    },
  });
  return person;
}

/** Makes the refusal (410) of a set-up link that is no longer valid. */
export function deadLink(): UseCaseError {
  return new UseCaseError(
    'setup-link-dead',
    'A set-up link works once, for 24 hours and until the next start of Hoist. If nobody has set Hoist up yet, restart it: it prints a fresh link.',
  );
}
