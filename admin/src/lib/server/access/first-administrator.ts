import { nameSchema } from '@hoist/core';
import type { Records } from '@hoist/store';
import { z } from 'zod';
import { parseInput } from '../errors/parse.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { passwordLength } from './auth.ts';
import type { Auth } from './auth.ts';
import { isCommonPassword } from './common-passwords.ts';
import { isOwnWords } from './own-words.ts';
import type { PasswordQueue } from './password-queue.ts';
import { isSetUpOpen, takeSetUp } from './set-up-link.ts';

const fieldsSchema = z.object({
  name: nameSchema,
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'An e-mail address has at most 254 characters.')
    .pipe(z.email('Enter an e-mail address like mira@example.com.')),
  password: z
    .string()
    .normalize('NFC')
    .min(passwordLength.least, `Use at least ${passwordLength.least} characters.`)
    .max(passwordLength.most, `Use at most ${passwordLength.most} characters.`)
    .refine(
      (password) => !isCommonPassword(password),
      'This is one of the passwords that are tried first. Use another, such as four words.',
    ),
});
const inputSchema = fieldsSchema.refine((person) => !isOwnWords(person.password, person), {
  path: ['password'],
  message: 'What is made of your name and e-mail address is tried first. Use another, such as four words.',
});

/** The first administrator, as the set-up form describes them. */
export type FirstAdministrator = z.infer<typeof inputSchema>;

/**
 * Creates the first administrator from a set-up link, which becomes invalid. Throws UseCaseError 410 for a link that
 * was used, replaced or is a day old, and 422 with an error for each wrong field.
 */
export async function createFirstAdministrator(
  { auth, records, queue }: { auth: Auth; records: Records; queue: PasswordQueue },
  token: string,
  input: unknown,
): Promise<FirstAdministrator> {
  if (!(await isSetUpOpen(records, token))) throw deadLink();
  const person = parseInput(inputSchema, input);
  const { internalAdapter, password } = await auth.$context;
  const hash = await queue.run('stranger', () => password.hash(person.password));
  if (hash === undefined) throw tooBusy();
  if (!(await takeSetUp(records, token))) throw deadLink();
  // Whoever is there has no way to sign in: what a set-up that was cut off left behind.
  await records.remove('user', []);
  const { name, email } = person;
  const user = await internalAdapter.createUser(
    { name, email, emailVerified: true, role: 'admin' },
    { method: 'admin' },
  );
  await internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: hash,
  });
  return person;
}

/** Refuses because too many passwords are being hashed; nothing was changed. */
function tooBusy(): UseCaseError {
  return new UseCaseError('too-many-sign-ins', 'Try again in a few seconds.');
}

/** Makes the refusal (410) of a set-up link that is no longer valid. */
export function deadLink(): UseCaseError {
  return new UseCaseError(
    'setup-link-dead',
    'A set-up link works once, for 24 hours and until the next start of Hoist. If nobody has set Hoist up yet, restart it: it prints a fresh link.',
  );
}
