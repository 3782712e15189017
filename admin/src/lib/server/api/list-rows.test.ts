import { expect, it } from 'vitest';
import { listFlags } from '../flags/flag-list.ts';
import { createFlag } from '../flags/flags.ts';
import { createSegment, listSegments } from '../segments/segments.ts';
import { mira, openFilledHoist, setUp } from '../testing.ts';
import { toListedFlag, toListedSegment } from './list-rows.ts';

const large = 'x'.repeat(30_000);

it('lists flags and segments without what makes one of them large', async () => {
  const hoist = await openFilledHoist();
  await setUp(hoist, 'dev');
  const variants = Array.from({ length: 10 }, (_, at) => ({ key: `v${at}`, value: `${at}${large}` }));
  await createFlag(hoist, mira, {
    key: 'large',
    name: 'Large',
    type: 'string',
    variants,
    codeDefault: large,
  });
  const included = Array.from({ length: 512 }, (_, at) => `${at}`.padEnd(900, 'x'));
  await createSegment(hoist, mira, { key: 'long', name: 'Long', included });
  const flags = (await listFlags(hoist, mira)).flags.map(toListedFlag);
  expect(flags.map(({ definition }) => definition.key)).toEqual(['checkout', 'large']);
  expect(flags[0]?.environments[0]).toMatchObject({ sentence: { state: 'on' }, pending: false });
  const rows = listSegments(hoist).map(toListedSegment);
  expect(rows[1]).toMatchObject({ definition: { key: 'long', included: 512, excluded: 0 } });
  for (const row of [...flags, ...rows]) expect(JSON.stringify(row).length).toBeLessThan(4_000);
});
