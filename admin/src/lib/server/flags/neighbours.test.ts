import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { forBeta, mira, openFilledHoist, setUp } from '../testing.ts';
import { changeFlag, createFlag } from './flags.ts';
import { readFlag } from './flag-views.ts';
import { findNeighbours, listReaders } from './neighbours.ts';

const place = { flag: 'checkout', environment: 'dev' };
const onOff = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];
const growing = {
  strategy: 'progressive',
  params: {
    variant: 'on',
    otherwise: 'off',
    plan: [
      { percent: 5, hours: 24 },
      { percent: 100, hours: 0 },
    ],
  },
};

async function add(hoist: AdminContext, key: string, module: string, setting: object): Promise<void> {
  await createFlag(hoist, mira, { key, name: `The ${key}`, type: 'boolean', variants: onOff, module });
  const ifMatch = readFlag(hoist, key).environments[0]!.etag;
  const whole = { ...forBeta(hoist), rules: [], ...setting };
  await saveSetting(hoist, mira, { flag: key, environment: 'dev', ifMatch, setting: whole, comment: '' });
}

describe('the neighbours of a flag', () => {
  it('are who needs it, who asks about its segments, and what grows in its module or in one it watches', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await add(hoist, 'returns', 'Shop', { prerequisites: [{ flag: 'checkout', variants: ['on'] }] });
    await add(hoist, 'search', 'Search', forBeta(hoist));
    for (const [key, module] of [
      ['pay', 'Pay'],
      ['far', 'Far'],
      ['near', 'Shop'],
    ] as const)
      await add(hoist, key, module, { everyoneElse: growing });
    const { etag } = readFlag(hoist, 'checkout');
    await changeFlag(hoist, mira, {
      key: 'checkout',
      ifMatch: etag,
      patch: { module: 'Shop', watches: ['Pay'] },
    });

    const found = await findNeighbours(hoist, place, null);
    expect(found.dependents).toEqual({ items: [{ key: 'returns', name: 'The returns' }], more: 0 });
    expect(found.sharing.items).toEqual([]);
    expect(found.rollouts.items.map(({ key, module, state, share }) => [key, module, state, share])).toEqual([
      ['near', 'Shop', 'running', 5_000],
      ['pay', 'Pay', 'running', 5_000],
    ]);
    const draft = { ...forBeta(hoist), salt: 'saltsalt1' };
    const drafted = await findNeighbours(hoist, place, {
      ...readFlag(hoist, 'checkout').environments[0]!.setting!,
      never: [],
      rules: [{ name: '', enabled: true, conditions: [], ...draft.rules[0]! }],
    });
    expect(drafted.sharing.items).toEqual([{ key: 'search', name: 'The search', segments: ['Beta'] }]);
  });

  it('have no apps before one has asked', async () => {
    const hoist = await openFilledHoist();
    expect(await listReaders(hoist, place)).toEqual({ items: [], more: 0 });
  });
});
