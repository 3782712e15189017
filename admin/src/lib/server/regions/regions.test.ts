import type { JsonObject } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { listPending } from '../pending/list-pending.ts';
import { publishPending } from '../pending/publish-pending.ts';
import { changeRegions, readRegionsView } from './regions.ts';
import { changeSegment, createSegment, readSegment } from '../segments/segments.ts';
import { readPublished } from '../publishing/published.ts';
import { previewSetting } from '../settings/preview-setting.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { editor, etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp, viewer } from '../testing.ts';

function set(hoist: AdminContext, regions: JsonObject) {
  return changeRegions(hoist, editor, { ifMatch: readRegionsView(hoist).etag, regions });
}

const only = (...regions: readonly string[]) => ({ availability: { mode: 'only', regions } });

function save(hoist: AdminContext, environment: string, patch: object): Promise<void> {
  const setting = { ...forBeta(hoist), ...patch };
  const ifMatch = etagOf(hoist, environment);
  return saveSetting(hoist, mira, { flag: 'checkout', environment, ifMatch, setting, comment: 'why' });
}

const publishedIn = (hoist: AdminContext, environment: string) =>
  readPublished(hoist.published(environment)).regions;
const versionOf = (hoist: AdminContext, environment: string) => hoist.published(environment).state.version;
const north = { NORTH: ['DK', 'SE'] };

describe('regions', () => {
  it('are what comes with Hoist until somebody changes them', async () => {
    const hoist = await openFilledHoist();
    expect(readRegionsView(hoist).definition).toEqual({ attribute: 'country', groups: {}, revision: 0 });
    const { definition } = await set(hoist, { attribute: 'geo.country', groups: north });
    expect(definition).toEqual({ attribute: 'geo.country', groups: north, revision: 1 });
    expect((await set(hoist, { attribute: 'geo.country', groups: north })).definition.revision).toBe(1);
    expect(readPublished(hoist.published('dev')).ruleset.regions).toEqual({
      attribute: 'geo.country',
      groups: north,
    });
  });

  it.each<[string, JsonObject, string, string]>([
    [
      'a country that is none',
      { NORTH: ['DK', 'UK'] },
      'groups.NORTH.1',
      "'UK' is no country of ISO 3166-1. Use 'GB'.",
    ],
    [
      'a group that nobody knows',
      { NORTH: ['NORDIX'] },
      'groups.NORTH.0',
      "The region group 'NORDIX' does not exist here. Choose another, or add it first.",
    ],
    [
      'an own group in another',
      { NORTH: ['DK'], COLD: ['NO', 'NORTH'] },
      'groups.COLD.1',
      "'NORTH' is a region group of your own, and 'COLD' cannot hold it. List its regions instead.",
    ],
    [
      'a name in small letters',
      { north: ['DK'] },
      'groups.north',
      'A region group is named by 3 to 32 capitals, digits and _, beginning with a capital.',
    ],
    [
      'a group that readers of JSON lose',
      JSON.parse('{"NORTH":["DK"],"__proto__":["SE"]}') as JsonObject,
      'groups.__proto__',
      "Nothing can be named '__proto__': readers of JSON lose it. Choose another name.",
    ],
    [
      'a group named like what every object has',
      { constructor: ['DK'] },
      'groups.constructor',
      'A region group is named by 3 to 32 capitals, digits and _, beginning with a capital.',
    ],
    ['a group of nothing', { NORTH: [] }, 'groups.NORTH', 'Choose at least one region.'],
  ])('refuse %s beside its field', async (_, groups, field, message) => {
    const hoist = await openFilledHoist();
    const refusal = await refusalOf(() => set(hoist, { attribute: 'country', groups }));
    expect([refusal.status, refusal.fields]).toEqual([422, { [field]: message }]);
    expect(readDefinitions(hoist.definitions).regions.revision).toBe(0);
  });

  it('need the right to edit, and what they are based on', async () => {
    const hoist = await openFilledHoist();
    const ifMatch = readRegionsView(hoist).etag;
    const change = { ifMatch, regions: { groups: north } };
    expect(await refusalOf(() => changeRegions(hoist, viewer, change))).toMatchObject({ status: 403 });
    await changeRegions(hoist, editor, change);
    expect(await refusalOf(() => changeRegions(hoist, mira, { ifMatch, regions: {} }))).toMatchObject({
      status: 409,
      theirs: { who: 'Edda' },
    });
  });

  it('keep a group that a flag or a segment uses, and say who does', async () => {
    const hoist = await openFilledHoist();
    await set(hoist, { groups: { ...north, EEA: ['DE'], FREE: ['FR'] } });
    await save(hoist, 'dev', only('NORTH', 'EEA'));
    await save(hoist, 'staging', only('NORTH'));
    const inNorth = [{ conditions: [{ operator: 'in-region', operand: ['NORTH'] }] }];
    await changeSegment(hoist, mira, {
      key: 'beta',
      ifMatch: readSegment(hoist, 'beta').etag,
      patch: { conditionGroups: inNorth },
    });
    const refusal = await refusalOf(() => set(hoist, { groups: {} }));
    expect(refusal).toMatchObject({ status: 422, title: 'This region group is used' });
    expect(refusal.fields).toEqual({
      'groups.NORTH':
        "'NORTH' is used by Checkout in dev, staging and the segment Beta. Take it out there first.",
    });
    // A named group stands behind EEA.
    await set(hoist, { groups: north });
  });
});

describe('regions that are changed', () => {
  async function openPublished(): Promise<AdminContext> {
    const hoist = await openFilledHoist();
    await set(hoist, { groups: north });
    await save(hoist, 'dev', only('NORTH'));
    await save(hoist, 'prod', only('NORTH'));
    return hoist;
  }

  it('reach what follows at once, and wait where the environment is protected', async () => {
    const hoist = await openPublished();
    const version = versionOf(hoist, 'dev');
    await set(hoist, { attribute: 'geo', groups: { NORTH: ['SE', 'FI'], SOUTH: ['IT'] } });
    expect([publishedIn(hoist, 'dev').revision, publishedIn(hoist, 'prod').revision]).toEqual([2, 1]);
    expect(versionOf(hoist, 'dev')).toBe(version + 1);
    expect(listPending(hoist, 'prod')).toEqual([
      {
        kind: 'regions',
        key: 'regions',
        name: 'Regions',
        published: 1,
        latest: 2,
        differences: [
          'Where a person is: country → geo',
          'NORTH: added Finland; removed Denmark',
          'SOUTH is new: Italy',
        ],
        affects: ['Checkout'],
        problems: [],
      },
    ]);
  });

  it('are published by a review, as one version', async () => {
    const hoist = await openPublished();
    await set(hoist, { groups: { NORTH: ['SE'] } });
    const version = versionOf(hoist, 'prod');
    const entries = listPending(hoist, 'prod');
    await publishPending(hoist, mira, { environment: 'prod', entries, comment: 'Without Denmark' });
    expect([publishedIn(hoist, 'prod').revision, versionOf(hoist, 'prod')]).toEqual([2, version + 1]);
    expect(listPending(hoist, 'prod')).toEqual([]);
  });

  it('void a review that was opened before', async () => {
    const hoist = await openPublished();
    await set(hoist, { groups: { NORTH: ['SE'] } });
    const entries = listPending(hoist, 'prod');
    await set(hoist, { groups: { NORTH: ['NO'] } });
    const publish = () => publishPending(hoist, mira, { environment: 'prod', entries, comment: 'x' });
    expect((await refusalOf(publish)).detail).toContain('The list of regions has changed');
  });

  it('reach even a protected environment where no flag can notice', async () => {
    const hoist = await openPublished();
    await set(hoist, { groups: { NORTH: ['SE', 'DK'], SOUTH: ['IT'] } });
    expect(publishedIn(hoist, 'prod').revision).toBe(2);
    const other = await openFilledHoist();
    await setUp(other, 'prod');
    await set(other, { attribute: 'geo' });
    expect(publishedIn(other, 'prod')).toMatchObject({ attribute: 'geo', revision: 1 });
  });

  it('come along group by group, while the rest stays pending', async () => {
    const hoist = await openPublished();
    await set(hoist, { attribute: 'geo', groups: { NORTH: ['SE'], SOUTH: ['IT'] } });
    const place = { flag: 'checkout', environment: 'prod' };
    const setting = { ...forBeta(hoist), ...only('NORTH', 'SOUTH') };
    const preview = previewSetting(hoist, { ...place, setting });
    expect(preview).toMatchObject({
      problems: [],
      included: ['regions SOUTH'],
      outdated: ['the regions'],
    });
    await save(hoist, 'prod', only('NORTH', 'SOUTH'));
    expect(publishedIn(hoist, 'prod')).toEqual({
      attribute: 'country',
      groups: { NORTH: ['DK', 'SE'], SOUTH: ['IT'] },
      revision: 1,
    });
    expect(listPending(hoist, 'prod')).toMatchObject([{ kind: 'regions', published: 1, latest: 2 }]);
  });
});

describe('a segment that follows', () => {
  it('takes along what it names and the environment lacks', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await createSegment(hoist, mira, { key: 'gold', name: 'Gold', included: ['anna'] });
    await changeSegment(hoist, mira, {
      key: 'beta',
      ifMatch: readSegment(hoist, 'beta').etag,
      patch: { conditionGroups: [{ conditions: [{ operator: 'segment', operand: 'gold' }] }] },
    });
    const { segments } = readPublished(hoist.published('dev'));
    expect([segments.get('beta')?.revision, segments.has('gold')]).toEqual([2, true]);
  });
});
