import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { errorCodes } from './error-codes.ts';
import { fieldErrorCodes } from './field-error-codes.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/problems.md'), 'utf8');

it('are all explained in docs/problems.md, under a heading that their type points at, and no others are', () => {
  const explained = page.matchAll(/^### (\S+)\n\n(.+?)(?=\n\n#|\n*$(?![^]))/gms);
  const found = [...explained].map(([, code = '', text = '']) => [code, text.replace(/\s+/g, ' ')]);
  const said = Object.entries(errorCodes).map(([code, { status, title, meaning, next }]) => [
    code,
    `**${status} ${title}.** ${meaning} *${next}*`,
  ]);
  expect(found.toSorted()).toEqual(said.toSorted());
});

it('of fields are all explained there as well, and no others are', () => {
  const found = [...page.matchAll(/^\| `(\S+?)` +\| (.+?) +\|$/gm)].map(([, code, text]) => [code, text]);
  expect(found).toEqual(Object.entries(fieldErrorCodes));
});

it('are kebab-case, with a status of a refusal', () => {
  for (const [code, { status }] of Object.entries(errorCodes)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
  }
});
