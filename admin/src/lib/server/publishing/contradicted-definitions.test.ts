import type { JsonObject } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { changeFlag, createFlag } from '../flags/flags.ts';
import { readFlag } from '../flags/flag-views.ts';
import { changeBucketGroup, createBucketGroup, readBucketGroup } from '../bucket-groups/bucket-groups.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { switchFlag } from '../settings/switch-flag.ts';
import {
  askCheckout,
  defineElsewhere,
  etagOf,
  forBeta,
  mira,
  openFilledHoist,
  refusalOf,
  setUp,
} from '../testing.ts';
import { toFirstSetting } from '../settings/complete-setting.ts';

const renamed = [
  { key: 'yes', value: true },
  { key: 'off', value: false },
];

const change = (hoist: AdminContext, patch: JsonObject) =>
  changeFlag(hoist, mira, { key: 'checkout', ifMatch: readFlag(hoist, 'checkout').etag, patch });

const revisionOf = (hoist: AdminContext) => readFlag(hoist, 'checkout').definition.revision;

async function define(hoist: AdminContext, patch: object): Promise<void> {
  const { definition } = readFlag(hoist, 'checkout');
  await defineElsewhere(hoist, 'flag', { ...definition, ...patch, revision: definition.revision + 1 });
}

const turn = (hoist: AdminContext, environment: string, enabled: boolean) =>
  switchFlag(hoist, mira, {
    flag: 'checkout',
    environment,
    enabled,
    ifMatch: etagOf(hoist, environment),
    comment: 'why',
  });

describe('a definition that settings contradict', () => {
  it('is refused with the environments that use what it takes away, and what to do', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await setUp(hoist, 'prod');
    const refusal = await refusalOf(() => change(hoist, { variants: renamed }));
    expect(refusal.status).toBe(422);
    expect(refusal.detail).toContain("In dev and prod, 'Checkout': The flag has no version 'on'.");
    expect(refusal.detail).toContain('Change its setting there first');
    expect(Object.keys(refusal.fields)).toEqual(['variants']);
    expect(revisionOf(hoist)).toBe(1);
    await turn(hoist, 'dev', false);
    expect(askCheckout(hoist, 'dev')).toMatchObject({ reason: 'DISABLED', variant: 'off' });
  });

  it('is refused although the flag is off, and for what is served when off', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await turn(hoist, 'dev', false);
    const without = (key: string) => ({
      variants: readFlag(hoist, 'checkout').definition.variants.filter((one) => one.key !== key),
    });
    for (const key of ['on', 'off'])
      expect((await refusalOf(() => change(hoist, without(key)))).detail).toContain(`no version '${key}'`);
    expect(revisionOf(hoist)).toBe(1);
  });

  it('is refused for a flag that asks for one of its versions, by the name of that flag', async () => {
    const hoist = await openFilledHoist();
    await createFlag(hoist, mira, {
      key: 'pay',
      name: 'Pay later',
      type: 'boolean',
      variants: [
        { key: 'on', value: true },
        { key: 'off', value: false },
      ],
    });
    const { definition, environments } = readFlag(hoist, 'pay');
    await saveSetting(hoist, mira, {
      flag: 'pay',
      environment: 'staging',
      ifMatch: environments[1]?.etag ?? '',
      setting: { ...toFirstSetting(definition), prerequisites: [{ flag: 'checkout', variants: ['on'] }] },
      comment: '',
    });
    const refusal = await refusalOf(() => change(hoist, { variants: renamed }));
    expect(refusal.detail).toContain("In staging, 'Pay later': Flag 'checkout' has no version 'on'.");
  });

  it('passes once no setting contradicts it', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await change(hoist, { variants: [...renamed, { key: 'on', value: true }] });
    const [rule] = forBeta(hoist).rules;
    const serve = { strategy: 'fixed', params: { variant: 'yes' } };
    await saveSetting(hoist, mira, {
      flag: 'checkout',
      environment: 'dev',
      ifMatch: etagOf(hoist, 'dev'),
      setting: { ...forBeta(hoist), rules: [{ ...rule, serve }] },
      comment: '',
    });
    await change(hoist, { variants: renamed });
    expect(askCheckout(hoist, 'dev')).toMatchObject({ variant: 'yes' });
  });

  it('is refused for the share of a group that a flag draws in', async () => {
    const hoist = await openFilledHoist();
    await createBucketGroup(hoist, mira, {
      key: 'half',
      shares: [{ flag: 'checkout', from: 0, to: 50_000 }],
    });
    await saveSetting(hoist, mira, {
      flag: 'checkout',
      environment: 'prod',
      ifMatch: etagOf(hoist, 'prod'),
      setting: { ...forBeta(hoist), bucketGroup: 'half' },
      comment: 'why',
    });
    const refusal = await refusalOf(() =>
      changeBucketGroup(hoist, mira, {
        key: 'half',
        ifMatch: readBucketGroup(hoist, 'half').etag,
        patch: { shares: [] },
      }),
    );
    expect(refusal.detail).toContain("In prod, 'Checkout':");
    expect(readBucketGroup(hoist, 'half').definition.revision).toBe(1);
  });
});

describe('a flag whose latest definition its setting contradicts all the same', () => {
  it.each(['dev', 'prod'])(
    'is turned off and on in %s, and keeps the definition it has',
    async (environment) => {
      const hoist = await openFilledHoist();
      await setUp(hoist, environment);
      await define(hoist, { variants: [{ key: 'yes', value: true }] });
      await turn(hoist, environment, false);
      expect(askCheckout(hoist, environment)).toMatchObject({
        reason: 'DISABLED',
        variant: 'off',
        value: false,
      });
      await turn(hoist, environment, true);
      expect(askCheckout(hoist, environment)).toMatchObject({ variant: 'on', value: true });
    },
  );

  it('is not contradicted by a setting that is saved while the definition is pending', async () => {
    const hoist = await openFilledHoist();
    const { variants } = readFlag(hoist, 'checkout').definition;
    await change(hoist, { variants: [...variants, { key: 'also', value: true }] });
    await setUp(hoist, 'prod');
    await change(hoist, { variants });
    const save = (variant: string) =>
      saveSetting(hoist, mira, {
        flag: 'checkout',
        environment: 'prod',
        ifMatch: etagOf(hoist, 'prod'),
        setting: { ...forBeta(hoist), everyoneElse: { strategy: 'fixed', params: { variant } } },
        comment: 'why',
      });
    const refusal = await refusalOf(() => save('also'));
    expect(refusal.fields).toEqual({
      'setting.everyoneElse.params': "The flag has no version 'also'. Choose one that it has.",
    });
    await save('on');
    expect(askCheckout(hoist, 'prod')).toMatchObject({ variant: 'on' });
  });
});
