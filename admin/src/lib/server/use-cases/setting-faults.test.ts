import { createRegistry } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { Hoist } from '../hoist.ts';
import { readServed } from './served.ts';
import { saveSetting, switchFlag } from './settings.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp } from './testing.ts';

const place = { flag: 'checkout', environment: 'dev', comment: '' };

function refuse(hoist: Hoist, patch: object) {
  const setting = { ...forBeta(hoist), ...patch };
  return refusalOf(() => saveSetting(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), setting }));
}

const serve = { strategy: 'fixed', params: { variant: 'on' } };
const faults = [
  [{ off: 'blue' }, 'setting.off'],
  [{ rules: [{ id: 'r', segments: ['nobody'], serve }] }, 'setting.rules.0.segments.0'],
  [{ everyoneElse: { strategy: 'lottery', params: {} } }, 'setting.everyoneElse.strategy'],
  [
    { rules: [{ id: 'r', conditions: [{ attribute: 'x', operator: 'sounds-like' }], serve }] },
    'setting.rules.0.conditions.0.operator',
  ],
  [{ everyoneElse: 7 }, 'setting.everyoneElse'],
] as const;

describe('a setting with a fault', () => {
  it.each(faults)('is refused beside the field: %j', async (patch, field) => {
    const hoist = await openFilledHoist();
    const refusal = await refuse(hoist, patch);
    expect([refusal.status, Object.keys(refusal.fields)]).toEqual([422, [field]]);
  });

  it.each(faults)('is refused although it is off, so that turning on finds none: %j', async (patch) => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const version = hoist.served('dev').state.version;
    expect((await refuse(hoist, { ...patch, enabled: false })).status).toBe(422);
    expect(hoist.served('dev').state.version).toBe(version);
  });

  it('never stands in the way of turning off', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const bare = { ...hoist, registry: createRegistry([]) };
    await switchFlag(bare, mira, { ...place, enabled: false, ifMatch: etagOf(hoist, 'dev') });
    expect(readServed(hoist.served('dev')).flags.get('checkout')?.setting?.enabled).toBe(false);
  });
});
