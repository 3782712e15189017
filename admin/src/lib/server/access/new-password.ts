import { nameSchema } from '@hoist/core';
import { z } from 'zod';
import { passwordLength } from './auth.ts';
import { isCommonPassword } from './common-passwords.ts';
import { isOwnWords } from './own-words.ts';

/** The schema of an e-mail address, in lower case. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An e-mail address has at most 254 characters.')
  .check(z.email('Enter an e-mail address like mira@example.com.'));

const passwordSchema = z
  .string()
  .normalize('NFC')
  .min(passwordLength.least, `Use at least ${passwordLength.least} characters.`)
  .max(passwordLength.most, `Use at most ${passwordLength.most} characters.`)
  .refine(
    (password) => !isCommonPassword(password),
    'This is one of the passwords that are tried first. Use another, such as four words.',
  );

/** The schema of a person with a new password, which is not made of their name and e-mail address. */
export const newPasswordSchema = z
  .object({ name: nameSchema, email: emailSchema, password: passwordSchema })
  .refine((person) => !isOwnWords(person.password, person), {
    path: ['password'],
    message: 'What is made of your name and e-mail address is tried first. Use another, such as four words.',
  });
