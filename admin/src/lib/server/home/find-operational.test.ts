import { expect, it } from 'vitest';
import { readDefinitions } from '../definitions/definitions.ts';
import { openFilledHoist, reportRelay, setUp } from '../testing.ts';
import { findAttention } from './attention.ts';
import { findDifferences } from './find-operational.ts';

const titles = async (hoist: Awaited<ReturnType<typeof openFilledHoist>>) =>
  (await findAttention(hoist)).map(({ title }) => title);

it('a relay that stays behind needs attention, and one that is not does not', async () => {
  let now = Date.now();
  const hoist = await openFilledHoist(() => now);
  await setUp(hoist, 'dev');
  const plugins = [...hoist.registry.provides];
  await reportRelay(hoist, 'slow', { ruleset: { version: 1 }, plugins });
  await reportRelay(hoist, 'whole', { plugins });
  expect(await titles(hoist)).not.toContain('The relay slow is behind in dev');
  now += 20_000;
  const found = await titles(hoist);
  expect(found).toContain('The relay slow is behind in dev');
  expect(found.filter((title) => title.includes('whole'))).toEqual([]);
});

it('a difference of the last two environments needs attention until there is none', async () => {
  const hoist = await openFilledHoist();
  await setUp(hoist, 'prod');
  expect(await titles(hoist)).toContain('1 flag differs between staging and prod');
  await setUp(hoist, 'staging');
  expect(await findDifferences(hoist, readDefinitions(hoist.definitions))).toEqual([]);
});
