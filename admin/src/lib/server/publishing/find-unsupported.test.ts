import { defineOperator } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AdminContext } from '../context.ts';
import { createBucketGroup } from '../bucket-groups/bucket-groups.ts';
import { listPending } from '../pending/list-pending.ts';
import { changeRegions, readRegionsView } from '../regions/regions.ts';
import { readPublished } from './published.ts';
import { changeSegment, readSegment } from '../segments/segments.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { switchFlag } from '../settings/switch-flag.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf, reportRelay, setUp } from '../testing.ts';

const shouts = defineOperator({
  name: 'acme:shouts',
  title: 'shouts',
  negatedTitle: 'does not shout',
  description: 'In capitals only.',
  group: 'Acme',
  accepts: ['string'],
  schema: z.boolean(),
  matches: (text, loud) => (text === text.toUpperCase()) === loud,
  vectors: [],
});

/** As a relay reports itself: these environments, with the standard plugins and these ones. */
async function addRelay(
  hoist: AdminContext,
  id: string,
  environments: readonly string[],
  { plugins = [], lacks = [] }: { plugins?: readonly string[]; lacks?: readonly string[] } = {},
) {
  const provides = hoist.registry.provides.filter((need) => !need.includes('acme:') && !lacks.includes(need));
  await reportRelay(hoist, id, { environments, plugins: [...provides, ...plugins] });
}

const shouting = { attribute: 'name', operator: 'acme:shouts', operand: true };

function save(hoist: AdminContext, patch: object = {}, environment = 'dev') {
  const rule = {
    id: 'loud',
    conditions: [shouting],
    serve: { strategy: 'fixed', params: { variant: 'on' } },
  };
  const setting = { ...forBeta(hoist), rules: [rule], ...patch };
  const ifMatch = etagOf(hoist, environment);
  return saveSetting(hoist, mira, { flag: 'checkout', environment, comment: 'why', ifMatch, setting });
}

const open = () => openFilledHoist(Date.now, [shouts]);

describe('a plugin that a running relay lacks', () => {
  it('keeps a setting from being published, and the relay is named', async () => {
    const hoist = await open();
    await addRelay(hoist, 'relay-old', ['dev']);
    await addRelay(hoist, 'relay-new', ['dev'], { plugins: ['operator:acme:shouts'] });
    const version = hoist.published('dev').state.version;
    const refusal = await refusalOf(() => save(hoist));
    expect(refusal.detail).toBe(
      "The relay 'relay-old' lacks the operator acme:shouts. Install its plugin there and name it in HOIST_PLUGINS, or choose another.",
    );
    expect(hoist.published('dev').state.version).toBe(version);
  });

  it('does not matter where the relay does not serve the environment, or where the flag stays off', async () => {
    const hoist = await open();
    await addRelay(hoist, 'relay-old', ['dev']);
    await save(hoist, {}, 'staging');
    await save(hoist, { enabled: false });
    expect(readPublished(hoist.published('staging')).flags.get('checkout')?.needs).toContain(
      'operator:acme:shouts',
    );
    const refusal = await refusalOf(() =>
      switchFlag(hoist, mira, {
        flag: 'checkout',
        environment: 'dev',
        enabled: true,
        comment: '',
        ifMatch: etagOf(hoist, 'dev'),
      }),
    );
    expect(refusal.detail).toContain('relay-old');
  });

  it('does not stand in the way of a setting that asked for it before the relay came', async () => {
    const hoist = await open();
    await save(hoist);
    await addRelay(hoist, 'relay-old', ['dev']);
    await save(hoist, { off: null });
    await save(hoist, { enabled: false });
    expect(readPublished(hoist.published('dev')).flags.get('checkout')?.setting?.enabled).toBe(false);
  });

  it('is reported by the admin alone, beside the field, where the admin lacks it as well', async () => {
    const hoist = await openFilledHoist();
    await addRelay(hoist, 'relay-old', ['dev']);
    const refusal = await refusalOf(() => save(hoist));
    expect(Object.keys(refusal.fields)).toEqual(['setting.rules.0.conditions.0.operator']);
  });

  it('lets a segment wait where it is in use', async () => {
    const hoist = await open();
    await setUp(hoist, 'dev');
    await addRelay(hoist, 'relay-old', ['dev']);
    await hoist.relays.read();
    const { etag: ifMatch } = readSegment(hoist, 'beta');
    await changeSegment(hoist, mira, {
      key: 'beta',
      ifMatch,
      patch: { conditionGroups: [{ conditions: [shouting] }] },
    });
    expect(readPublished(hoist.published('dev')).segments.get('beta')?.revision).toBe(1);
  });

  it('is an engine that is too old for groups and regions of the installation, as well', async () => {
    const hoist = await open();
    await createBucketGroup(hoist, mira, { key: 'tests' });
    await addRelay(hoist, 'relay-old', ['dev'], {
      lacks: ['feature:bucket-groups', 'feature:region-groups'],
    });
    const refusal = await refusalOf(() => save(hoist, { rules: [], bucketGroup: 'tests' }));
    expect(refusal.detail).toBe(
      "The relay 'relay-old' is too old for bucket groups. Update it first, or leave them out.",
    );
    const availability = { mode: 'only', regions: ['EU'] };
    const regional = await refusalOf(() => save(hoist, { rules: [], availability }));
    expect(regional.detail).toContain('too old for region groups');
    const { etag } = readRegionsView(hoist);
    await changeRegions(hoist, mira, { ifMatch: etag, regions: { attribute: 'geo' } });
    expect(readPublished(hoist.published('dev')).regions.revision).toBe(0);
    expect(listPending(hoist, 'dev')).toEqual([]);
    expect(readPublished(hoist.published('staging')).regions.revision).toBe(1);
  });
});
