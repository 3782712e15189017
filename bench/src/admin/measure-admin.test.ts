import { expect, it } from 'vitest';
import { measureAdmin } from './measure-admin.ts';

it('measures a preview and a save beside JSON.parse, each with its goal', async () => {
  const rows = await measureAdmin(2, 400);
  expect(rows.map(({ name }) => name)).toEqual([
    'JSON.parse of 400 flags',
    'preview a draft in 400 flags',
    'save a setting in 400 flags',
  ]);
  for (const { value } of rows) expect(value).toBeGreaterThan(0);
  expect(rows.map(({ goal }) => goal)).toEqual([null, 0.3, 0.3]);
});
