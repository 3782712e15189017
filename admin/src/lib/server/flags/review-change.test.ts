import { describe, expect, it } from 'vitest';
import { createSegment } from '../segments/segments.ts';
import { createFlag } from './flags.ts';
import { changeRegions, readRegionsView } from '../regions/regions.ts';
import { countryIs, editor, forBeta, mira, openFilledHoist, setUp } from '../testing.ts';
import { etagOfSetting } from '../publishing/published.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { readFlag } from './flag-views.ts';
import { reviewChange } from './review-change.ts';

const place = { flag: 'checkout', environment: 'dev', asJson: false };

describe('the review of a change', () => {
  it('says who is affected: in segments and regions that it is about, and flags that depend on it', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    for (const [key, country] of [
      ['bots', 'BR'],
      ['gold', 'AT'],
    ] as const)
      await createSegment(hoist, mira, { key, name: key, conditionGroups: countryIs(country) });
    await createFlag(hoist, mira, {
      key: 'cart',
      name: 'Cart',
      type: 'boolean',
      variants: [
        { key: 'on', value: true },
        { key: 'off', value: false },
      ],
    });
    const needs = { ...forBeta(hoist), prerequisites: [{ flag: 'checkout', variants: ['on'] }] };
    await saveSetting(hoist, mira, {
      flag: 'cart',
      environment: 'dev',
      ifMatch: etagOfSetting(null),
      setting: needs,
      comment: '',
    });
    const on = { strategy: 'fixed', params: { variant: 'on' } };
    const setting = {
      ...forBeta(hoist),
      never: ['bots'],
      availability: { mode: 'except', regions: ['FR'] },
      everyoneElse: on,
    };
    const { forecasts, dependents, json, differences } = await reviewChange(hoist, { ...place, setting });
    expect(forecasts.map(({ within, gains, loses, keeps }) => ({ within, gains, loses, keeps }))).toEqual([
      { within: '', gains: 0, loses: 0, keeps: 0 },
      { within: 'bots', gains: 0, loses: 0, keeps: 0 },
      { within: 'France', gains: 0, loses: 0, keeps: 0 },
    ]);
    expect(dependents).toEqual({ items: [{ key: 'cart', name: 'Cart' }], more: 0 });
    expect(differences.length).toBeGreaterThan(2);
    expect(json).toBeUndefined();
  });

  it('asks in a region group of the installation by its regions', async () => {
    const hoist = await openFilledHoist();
    const regions = { attribute: 'land', groups: { NORTH: ['EFTA', 'SE'] } };
    await changeRegions(hoist, editor, { ifMatch: readRegionsView(hoist).etag, regions });
    const setting = {
      ...forBeta(hoist),
      availability: { mode: 'only', regions: ['NORTH'] },
      everyoneElse: { strategy: 'fixed', params: { variant: 'on' } },
    };
    const { forecasts } = await reviewChange(hoist, { ...place, setting });
    expect(forecasts.find(({ within }) => within === 'NORTH')).toMatchObject({ gains: 10_000 });
    expect(forecasts.find(({ within }) => within === '')).toMatchObject({ gains: 0 });
  });

  it('says so of the switch, where an off flag is had by nobody', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const on = { strategy: 'fixed', params: { variant: 'on' } };
    const { setting } = readFlag(hoist, 'checkout').environments[0]!;
    const save = { flag: 'checkout', environment: 'dev', ifMatch: etagOfSetting(setting), comment: '' };
    await saveSetting(hoist, mira, { ...save, setting: { ...setting, everyoneElse: on } });
    const turnedOff = { ...setting, everyoneElse: on, enabled: false };
    const { forecasts, json } = await reviewChange(hoist, { ...place, setting: turnedOff, asJson: true });
    expect(forecasts).toMatchObject([{ within: '', people: 10_000, gains: 0, loses: 10_000 }]);
    expect(json?.filter(({ side }) => side !== 'both').map(({ text }) => text.trim())).toEqual([
      '"enabled": true,',
      '"enabled": false,',
    ]);
  });
});
