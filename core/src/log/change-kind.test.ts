import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { changeKinds } from './change-kind.ts';

it('the page of formats lists the kinds of changes and their meanings', () => {
  const page = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| ([A-Z].*\.) \|$/gm)].map(([, kind, meaning]) => [
    kind,
    meaning,
  ]);
  expect(Object.fromEntries(rows)).toEqual(changeKinds);
});
