import { expect, it } from 'vitest';
import { isOwnWords } from './own-words.ts';

const mira = { name: 'Mira Okafor', email: 'mira.okafor@example.com' };

it.each([
  'mira.okafor@example.com',
  'Okafor, Mira!',
  'mirá_okáfor_99',
  'ＭＩＲＡ okafor 2026',
  'example-com-mira',
])('%s is made of her own words', (password) => {
  expect(isOwnWords(password, mira)).toBe(true);
});

it.each(['mira likes boats', 'correct horse battery', '!!!---!!!---'])('%s is not', (password) => {
  expect(isOwnWords(password, mira)).toBe(false);
});

it('takes names in any script', () => {
  const person = { name: '岡田 健', email: 'ken@example.jp' };
  expect(isOwnWords('岡田健岡田健-2026', person)).toBe(true);
});
