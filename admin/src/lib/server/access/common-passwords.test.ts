import { expect, it } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';

it.each([
  'qwerty123456',
  'QWERTY123456',
  'passwordpassword',
  'aaaaaaaaaaaa',
  'abababababab',
  '123456789012',
  'Password2026!!',
  '!!!!letmein!!!!',
  '1qaz2wsx3edc',
  'ｐａｓｓｗｏｒｄ１２３４',
])('%s is tried first', (password) => {
  expect(isCommonPassword(password)).toBe(true);
});

it.each(['correct horse battery', 'grüne Wiesen im Mai', 'tr4ns-p4rent-whale', '9f1b07c2d4e8a6b3'])(
  '%s is not',
  (password) => {
    expect(isCommonPassword(password)).toBe(false);
  },
);
