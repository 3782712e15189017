import { describe, expect, it } from 'vitest';
import { readPublished } from '../publishing/published.ts';
import { previewSetting } from './preview-setting.ts';
import { saveSetting } from './save-setting.ts';
import { switchFlag } from './switch-flag.ts';
import { editor, etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp, viewer } from '../testing.ts';

describe('saveSetting', () => {
  it('publishes one version with the segment that the environment lacked', async () => {
    const hoist = await openFilledHoist();
    const before = hoist.published('dev').state.version;
    await setUp(hoist, 'dev');
    const published = readPublished(hoist.published('dev'));
    expect(hoist.published('dev').state.version).toBe(before + 1);
    expect(published.flags.get('checkout')).toMatchObject({
      setting: { enabled: true },
      needs: ['strategy:fixed'],
    });
    expect(published.segments.get('beta')).toMatchObject({ revision: 1 });
  });

  it('keeps the salt through every later save', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const salt = readPublished(hoist.published('dev')).flags.get('checkout')?.setting?.salt;
    const save = (chosen: string | undefined) =>
      saveSetting(hoist, mira, {
        flag: 'checkout',
        environment: 'dev',
        ifMatch: etagOf(hoist, 'dev'),
        setting: { ...forBeta(hoist), rules: [], salt: chosen },
        comment: '',
      });
    expect((await refusalOf(() => save('chosen00'))).fields).toHaveProperty(['setting.salt']);
    await save(salt);
    expect(readPublished(hoist.published('dev')).flags.get('checkout')?.setting).toMatchObject({
      salt,
      rules: [],
    });
  });

  it('shows the other change when two people save one flag, and overwrites nothing', async () => {
    const hoist = await openFilledHoist();
    const ifMatch = etagOf(hoist, 'dev');
    await setUp(hoist, 'dev');
    const version = hoist.published('dev').state.version;
    const save = {
      flag: 'checkout',
      environment: 'dev',
      ifMatch,
      setting: { ...forBeta(hoist), enabled: false },
      comment: '',
    };
    const refusal = await refusalOf(() => saveSetting(hoist, editor, save));
    expect(refusal).toMatchObject({ status: 409, theirs: { who: 'Mira Okafor', value: { enabled: true } } });
    expect(hoist.published('dev').state.version).toBe(version);
    await saveSetting(hoist, editor, { ...save, ifMatch: refusal.theirs?.etag ?? '' });
    expect(readPublished(hoist.published('dev')).flags.get('checkout')?.setting?.enabled).toBe(false);
  });

  it('asks for a comment and a publisher where the environment is protected', async () => {
    const hoist = await openFilledHoist();
    const save = {
      flag: 'checkout',
      environment: 'prod',
      ifMatch: etagOf(hoist, 'prod'),
      setting: forBeta(hoist),
      comment: ' ',
    };
    expect(await refusalOf(() => saveSetting(hoist, editor, { ...save, comment: 'why' }))).toMatchObject({
      status: 403,
    });
    expect(await refusalOf(() => saveSetting(hoist, mira, save))).toMatchObject({
      status: 422,
      fields: { comment: expect.stringContaining('prod is protected') as string },
    });
    expect(readPublished(hoist.published('prod')).flags.get('checkout')?.setting).toBeNull();
  });

  it('refuses a viewer, an unknown segment, an unknown variant and an unknown operator beside the field', async () => {
    const hoist = await openFilledHoist();
    const good = forBeta(hoist);
    const [rule] = good.rules;
    const save = (setting: unknown, person = mira) =>
      refusalOf(() =>
        saveSetting(hoist, person, {
          flag: 'checkout',
          environment: 'dev',
          ifMatch: etagOf(hoist, 'dev'),
          setting,
          comment: '',
        }),
      );
    expect(await save(good, viewer)).toMatchObject({ status: 403 });
    const bad = [
      { ...good, rules: [{ ...rule, segments: ['absent'] }] },
      { ...good, everyoneElse: { strategy: 'fixed', params: { variant: 'purple' } } },
      { ...good, rules: [{ ...rule, conditions: [{ attribute: 'a', operator: 'acme:x', operand: 1 }] }] },
      { ...good, rules: [{ ...rule, segments: [] }] },
    ];
    for (const setting of bad) {
      const refusal = await save(setting);
      expect([refusal.status, Object.keys(refusal.fields).length > 0]).toEqual([422, true]);
    }
    expect(readPublished(hoist.published('dev')).flags.get('checkout')?.setting).toBeNull();
  });

  it('has one effect however often its idempotency key is repeated', async () => {
    const hoist = await openFilledHoist();
    const save = {
      flag: 'checkout',
      environment: 'dev',
      ifMatch: etagOf(hoist, 'dev'),
      setting: forBeta(hoist),
      comment: '',
      idempotencyKey: 'a1',
    };
    await saveSetting(hoist, mira, save);
    const version = hoist.published('dev').state.version;
    await saveSetting(hoist, mira, save);
    expect(hoist.published('dev').state.version).toBe(version);
  });
});

describe('switchFlag', () => {
  it('turns off and on again, and refuses what was never set up', async () => {
    const hoist = await openFilledHoist();
    const toggle = (enabled: boolean) =>
      switchFlag(hoist, mira, {
        flag: 'checkout',
        environment: 'dev',
        enabled,
        ifMatch: etagOf(hoist, 'dev'),
        comment: '',
      });
    expect(await refusalOf(() => toggle(true))).toMatchObject({ status: 422, title: 'Not set up yet' });
    await setUp(hoist, 'dev');
    for (const enabled of [false, true]) {
      await toggle(enabled);
      expect(readPublished(hoist.published('dev')).flags.get('checkout')?.setting?.enabled).toBe(enabled);
    }
  });
});

describe('previewSetting', () => {
  it('says in words what a draft would do, and what it takes along, and saves nothing', async () => {
    const hoist = await openFilledHoist();
    const version = hoist.published('prod').state.version;
    const preview = previewSetting(hoist, { flag: 'checkout', environment: 'prod', setting: forBeta(hoist) });
    expect(preview).toMatchObject({
      before: { text: 'Not set up' },
      after: { text: 'On for Beta' },
      included: ['Beta'],
      outdated: [],
      problems: [],
    });
    expect(hoist.published('prod').state.version).toBe(version);
  });
});
