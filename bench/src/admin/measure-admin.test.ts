import { expect, it } from 'vitest';
import { measureAdmin } from './measure-admin.ts';

it('measures a preview and a save beside JSON.parse, each with its goal', async () => {
  const rows = await measureAdmin(3, 2_000);
  expect(rows.map(({ name }) => name)).toEqual([
    'JSON.parse of 2,000 flags',
    'preview a draft in 2,000 flags',
    '95 of 100 previews within',
    'save a setting in 2,000 flags',
  ]);
  // Some kernels count a thread's time in steps of milliseconds: a short piece of work may take none.
  expect(Math.max(...rows.map(({ value }) => value))).toBeGreaterThan(0);
  expect(rows.map(({ goal }) => goal)).toEqual([null, 0.3, 1, 0.3]);
});
