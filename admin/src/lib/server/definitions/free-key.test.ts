import { describe, expect, it } from 'vitest';
import { createFlag } from '../flags/flags.ts';
import { createBucketGroup } from '../bucket-groups/bucket-groups.ts';
import { createSegment } from '../segments/segments.ts';
import { countryIs, mira, openFilledHoist, refusalOf } from '../testing.ts';
import type { AdminContext } from '../context.ts';

const kinds = {
  flag: (hoist: AdminContext, key: string) =>
    createFlag(hoist, mira, { key, name: key, type: 'boolean', variants: [{ key: 'on', value: true }] }),
  segment: (hoist: AdminContext, key: string) =>
    createSegment(hoist, mira, { key, name: key, conditionGroups: countryIs('DE') }),
  'bucket-group': (hoist: AdminContext, key: string) => createBucketGroup(hoist, mira, { key, shares: [] }),
};

describe.each(Object.entries(kinds))('the key of a new %s', (kind, create) => {
  it.each(['new', 'New', '-'])('is not %s, which pages mean by themselves', async (key) => {
    const hoist = await openFilledHoist();
    const refusal = await refusalOf(() => create(hoist, key));
    expect([refusal.status, refusal.fields]).toEqual([
      422,
      { key: `'${key}' is reserved. Choose another key.` },
    ]);
  });

  it('is not made of punctuation alone', async () => {
    const hoist = await openFilledHoist();
    expect((await refusalOf(() => create(hoist, '_~'))).fields['key']).toContain('letter or digit');
  });

  it('is none that another has, but for case and punctuation', async () => {
    const hoist = await openFilledHoist();
    await create(hoist, 'new-search.2');
    for (const key of ['new-search.2', 'New_Search2', 'NEWSEARCH~2']) {
      const refusal = await refusalOf(() => create(hoist, key));
      expect(refusal.status).toBe(409);
      expect(refusal.detail).toContain(`The ${kind} 'new-search.2' has the key 'new-search.2'`);
      expect(refusal.detail.includes('case and punctuation only')).toBe(key !== 'new-search.2');
    }
    await create(hoist, 'new-search.3');
  });
});

it('may be that of a thing of another kind', async () => {
  const hoist = await openFilledHoist();
  await kinds.flag(hoist, 'beta');
});
