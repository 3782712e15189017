import type { JsonObject } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { changeRegions, readRegionsView } from '../regions/regions.ts';
import { createSegment } from '../segments/segments.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { toFirstSetting } from '../settings/complete-setting.ts';
import { countryIs, mira, openFilledHoist } from '../testing.ts';
import { createFlag } from './flags.ts';
import { readFlag } from './flag-views.ts';
import { listByRegion } from './list-by-region.ts';
import { listLimitedFlags } from './list-limited-flags.ts';

const now = Date.parse('2026-03-02T09:00:00.000Z');
const serve = (variant: string) => ({ strategy: 'fixed', params: { variant } });
const onOff = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];

/** A flag that is on for everyone in prod, but for what is said. */
async function add(hoist: AdminContext, name: string, patch: JsonObject = {}): Promise<void> {
  const flag = name.toLowerCase().replaceAll(' ', '-');
  await createFlag(hoist, mira, { key: flag, name, type: 'boolean', variants: onOff });
  const { definition, environments } = readFlag(hoist, flag);
  const setting = { ...toFirstSetting(definition), off: 'off', everyoneElse: serve('on'), ...patch };
  const ifMatch = environments.at(-1)!.etag;
  await saveSetting(hoist, mira, { flag, environment: 'prod', comment: 'why', ifMatch, setting });
}

const rule = (id: string, variant: string, more: JsonObject): JsonObject => ({
  id,
  serve: serve(variant),
  ...more,
});
const only = (regions: readonly string[], more: JsonObject = {}): JsonObject => ({
  availability: { mode: 'only', regions: [...regions], ...more },
});

async function open(): Promise<AdminContext> {
  const hoist = await openFilledHoist(() => now);
  await createSegment(hoist, mira, { key: 'rio', name: 'Rio', conditionGroups: countryIs('BR') });
  await createSegment(hoist, mira, {
    ...{ key: 'europe', name: 'Europe', included: ['anna'] },
    conditionGroups: [{ conditions: [{ operator: 'in-region', operand: ['EUROPE'] }] }],
  });
  const onFor = (...rules: JsonObject[]) => ({ rules, everyoneElse: serve('off') });
  await add(hoist, 'Everywhere');
  await add(hoist, 'Law', only(['EU'], { reason: 'The licence is of the EU.', reviewOn: '2026-03-01' }));
  await add(hoist, 'Bank', { availability: { mode: 'except', regions: ['BR'], reviewOn: '2027-01-01' } });
  await add(hoist, 'German beta', onFor(rule('beta', 'on', { segments: ['beta'] })));
  await add(hoist, 'Some Europeans', onFor(rule('europe', 'on', { segments: ['europe'] })));
  await add(hoist, 'Not in Rio', { never: ['rio'] });
  await add(hoist, 'Rule first', { rules: [rule('rio', 'off', { segments: ['rio'] })] });
  await add(hoist, 'Needs law', { prerequisites: [{ flag: 'law', variants: ['on'] }] });
  await add(hoist, 'Off', { enabled: false });
  await add(hoist, 'Nobody', { everyoneElse: serve('off') });
  await add(hoist, 'California', only(['US-CA']));
  return hoist;
}

const whyOf = async (hoist: AdminContext, region: string, list: 'lacks' | 'has' | 'off') =>
  Object.fromEntries(
    (await listByRegion(hoist, { environment: 'prod', region, list })).flags.map(({ name, why }) => [
      name,
      why,
    ]),
  );

describe('what somebody in a region has', () => {
  it('says of every flag that Brazil does not get why, and leaves out what nobody gets', async () => {
    const hoist = await open();
    expect(await whyOf(hoist, 'BR', 'lacks')).toEqual({
      Bank: 'Available everywhere except in Brazil.',
      California: 'Available only in US-CA.',
      'German beta': 'On for Beta: nobody in Brazil is among them.',
      Law: 'Available only in the EU.',
      'Needs law': 'It needs Law, which nobody in Brazil has.',
      'Not in Rio': 'Off for Rio, which everybody in Brazil belongs to.',
      'Rule first': 'On for everyone, but not for Rio: nobody in Brazil is among them.',
    });
    expect(await whyOf(hoist, 'BR', 'has')).toEqual({
      Everywhere: 'On for everyone.',
      'Some Europeans': 'On for Europe.',
    });
    expect(Object.keys(await whyOf(hoist, 'BR', 'off'))).toEqual(['Checkout', 'Nobody', 'Off']);
  });

  it('tells a country from one of its parts, and a group from its countries', async () => {
    const hoist = await open();
    expect(Object.keys(await whyOf(hoist, 'DE', 'lacks'))).toEqual(['California']);
    expect((await whyOf(hoist, 'US', 'lacks'))['California']).toBe(
      'Not everybody there has it: available only in US-CA.',
    );
    expect(await whyOf(hoist, 'US-CA', 'has')).toHaveProperty('California');
    expect((await whyOf(hoist, 'EU', 'lacks'))['German beta']).toBe(
      'Not everybody there has it: on for Beta.',
    );
    expect(await whyOf(hoist, 'EU', 'has')).toHaveProperty('Law');
    const groups = { SOUTH: ['BR', 'AR'] };
    await changeRegions(hoist, mira, { ifMatch: readRegionsView(hoist).etag, regions: { groups } });
    expect((await whyOf(hoist, 'SOUTH', 'lacks'))['Law']).toBe('Available only in the EU.');
  });

  it('has the reason and the day of the next look, and whether it has come', async () => {
    const hoist = await open();
    const query = { environment: 'prod', region: 'BR', search: 'LAW', size: 1 };
    const page = await listByRegion(hoist, query);
    expect(page).toMatchObject({ total: 2, pages: 2, counts: { lacks: 2, has: 0, off: 0, all: 2 } });
    expect(page.flags).toMatchObject([
      { reason: 'The licence is of the EU.', reviewOn: '2026-03-01', isDue: true, state: 'not-available' },
    ]);
    expect((await listByRegion(hoist, { ...query, page: 9 })).flags[0]?.name).toBe('Needs law');
  });
});

describe('flags that are not available everywhere', () => {
  it('are listed by the regions that they name', async () => {
    const hoist = await open();
    const { regions, flags, total } = listLimitedFlags(hoist, { environment: 'prod' });
    expect(regions.map(({ key }) => key)).toEqual(['BR', 'US-CA', 'EU']);
    expect(total).toBe(3);
    const cellsOf = flags.map(({ name, cells }) => [name, ...cells.map(({ state }) => state)]);
    expect(cellsOf).toEqual([
      ['Bank', 'not-available', 'on', 'on'],
      ['California', 'not-available', 'on', 'not-available'],
      ['Law', 'not-available', 'not-available', 'on'],
    ]);
    expect(listLimitedFlags(hoist, { environment: 'dev' }).flags).toEqual([]);
  });
});
