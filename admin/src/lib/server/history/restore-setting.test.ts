import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { archiveDefinition, restoreDefinition } from '../archive/archive.ts';
import { changeFlag } from '../flags/flags.ts';
import { readFlag } from '../flags/flag-views.ts';
import { readSegment } from '../segments/segments.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { switchFlag } from '../settings/switch-flag.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp, viewer } from '../testing.ts';
import { listFlagHistory } from './flag-history.ts';
import { readChange } from './read-change.ts';
import { offerRestore, prepareRestore, restoreSetting } from './restore-setting.ts';
import { describeDraft } from '../settings/preview-setting.ts';

const hour = 3_600_000;
const flag = 'checkout';
const settingIn = (hoist: AdminContext, environment: string) =>
  readFlag(hoist, flag).environments.find((place) => place.environment.key === environment)!.setting!;

async function save(hoist: AdminContext, environment: string, patch: object): Promise<number> {
  const setting = { ...forBeta(hoist), ...patch };
  await saveSetting(hoist, mira, {
    ...{ flag, environment, setting },
    ifMatch: etagOf(hoist, environment),
    comment: 'x',
  });
  return hoist.published(environment).state.version;
}

function restore(hoist: AdminContext, version: number, { environment = 'dev', comment = '' } = {}) {
  const ifMatch = etagOf(hoist, environment);
  return restoreSetting(hoist, mira, { flag, environment, version, ifMatch, comment });
}

const offer = async (hoist: AdminContext, version: number) => {
  const name = { flag, environment: 'dev', version };
  return offerRestore(hoist, await readChange(hoist, name), name);
};

describe('a setting that is restored', () => {
  it('is published again as it was, in a new version that says so', async () => {
    const hoist = await openFilledHoist();
    const version = await save(hoist, 'dev', { off: null });
    const before = settingIn(hoist, 'dev');
    await save(hoist, 'dev', { rules: [] });
    const prepared = await prepareRestore(hoist, { flag, environment: 'dev', version });
    const { differences } = describeDraft(hoist, prepared);
    expect(differences).toContain('Added Beta');
    await restore(hoist, version);
    expect(settingIn(hoist, 'dev')).toEqual(before);
    const [last] = (await listFlagHistory(hoist, { flag, environment: 'dev', limit: 1 })).changes;
    expect(last).toMatchObject({
      kind: 'restored',
      version: version + 2,
      said: `restored change ${version} of Checkout: on for Beta`,
    });
  });

  it('needs the rights and the comment of any save, and refuses to run over a later change', async () => {
    const hoist = await openFilledHoist();
    const version = await save(hoist, 'prod', {});
    const ifMatch = etagOf(hoist, 'prod');
    await save(hoist, 'prod', { rules: [] });
    const name = { flag, environment: 'prod', version };
    const based = { ...name, ifMatch: etagOf(hoist, 'prod'), comment: 'back' };
    expect((await refusalOf(() => restoreSetting(hoist, viewer, based))).code).toBe('role-too-low');
    const silent = await refusalOf(() => restoreSetting(hoist, mira, { ...based, comment: ' ' }));
    expect(Object.keys(silent.fields)).toEqual(['comment']);
    expect((await refusalOf(() => restoreSetting(hoist, mira, { ...based, ifMatch }))).code).toBe(
      'changed-meanwhile',
    );
    await restoreSetting(hoist, mira, based);
    expect(settingIn(hoist, 'prod').rules).toHaveLength(1);
  });

  it('has its rollout paused at the percentage that it had when it was replaced', async () => {
    let now = Date.parse('2026-03-02T09:00:00.000Z');
    const hoist = await openFilledHoist(() => now);
    const plan = [5, 25, 100].map((percent) => ({ percent, hours: percent === 100 ? 0 : 24 }));
    const everyoneElse = { strategy: 'progressive', params: { variant: 'on', otherwise: 'off', plan } };
    const version = await save(hoist, 'dev', { everyoneElse });
    now += 30 * hour;
    await save(hoist, 'dev', { rules: [] });
    now += 1_000 * hour;
    expect(await offer(hoist, version)).toEqual({
      missing: [],
      paused: [{ people: 'everyone else', percent: 25 }],
    });
    await restore(hoist, version);
    const [rollout] = readFlag(hoist, flag).environments[0]!.rollouts;
    expect(rollout).toMatchObject({ state: 'paused', share: 25_000, position: 1.25 });
    now += 1_000 * hour;
    expect(readFlag(hoist, flag).environments[0]!.rollouts[0]?.share).toBe(25_000);
  });

  it('has its rings paused: those that had begun stay in, and no other begins', async () => {
    let now = Date.parse('2026-03-02T09:00:00.000Z');
    const hoist = await openFilledHoist(() => now);
    const ring = (name: string, at: string) => ({ name, percent: 50, at, timeZone: 'UTC' });
    const rings = [ring('One', '2026-03-01T00:00'), ring('Two', '2026-03-05T00:00')];
    const everyoneElse = { strategy: 'rings', params: { variant: 'on', otherwise: 'off', rings } };
    const version = await save(hoist, 'dev', { everyoneElse });
    now += hour;
    await save(hoist, 'dev', { rules: [] });
    now += 1_000 * hour;
    expect((await offer(hoist, version))?.paused).toEqual([{ people: 'everyone else', percent: undefined }]);
    await restore(hoist, version);
    expect(settingIn(hoist, 'dev').everyoneElse.params).toMatchObject({
      control: 'paused',
      steps: [{ ring: 'One' }],
    });
  });

  it('leaves a finished rollout and one of a flag that is off as they were', async () => {
    let now = Date.parse('2026-03-02T09:00:00.000Z');
    const hoist = await openFilledHoist(() => now);
    const everyoneElse = {
      strategy: 'progressive',
      params: { variant: 'on', otherwise: 'off', plan: [{ percent: 100, hours: 0 }] },
    };
    const finished = await save(hoist, 'dev', { everyoneElse });
    const before = settingIn(hoist, 'dev');
    const off = { flag, environment: 'dev', enabled: false, ifMatch: etagOf(hoist, 'dev'), comment: '' };
    now += hour;
    await switchFlag(hoist, mira, off);
    const wasOff = settingIn(hoist, 'dev');
    const turnedOff = hoist.published('dev').state.version;
    await restore(hoist, finished);
    expect(settingIn(hoist, 'dev')).toEqual(before);
    await restore(hoist, turnedOff);
    expect(settingIn(hoist, 'dev')).toEqual(wasOff);
    expect((await offer(hoist, finished))?.paused).toEqual([]);
  });

  it('is refused with the names of everything that is gone', async () => {
    const hoist = await openFilledHoist();
    const { etag } = readFlag(hoist, flag);
    const variants = [...readFlag(hoist, flag).definition.variants, { key: 'old', value: false }];
    await changeFlag(hoist, mira, { key: flag, ifMatch: etag, patch: { variants } });
    const version = await save(hoist, 'dev', { off: 'old' });
    await save(hoist, 'dev', { rules: [] });
    await archiveDefinition(hoist, mira, {
      ...{ kind: 'segment', key: 'beta' },
      ifMatch: readSegment(hoist, 'beta').etag,
    });
    const now = readFlag(hoist, flag);
    await changeFlag(hoist, mira, {
      key: flag,
      ifMatch: now.etag,
      patch: { variants: variants.slice(0, 2) },
    });
    const missing = ['the segment Beta (archived)', 'the version old'];
    expect((await offer(hoist, version))?.missing).toEqual(missing);
    const before = hoist.published('dev').state.version;
    const refusal = await refusalOf(() => restore(hoist, version));
    expect([refusal.code, refusal.detail]).toEqual([
      'would-not-work',
      'It needs the segment Beta (archived) and the version old, which are gone. Bring that back first, or change the ' +
        'setting by hand.',
    ]);
    expect(hoist.published('dev').state.version).toBe(before);
  });

  it('draws the same people where the flag had left the environment meanwhile', async () => {
    const hoist = await openFilledHoist();
    const version = await save(hoist, 'dev', { enabled: false });
    const before = settingIn(hoist, 'dev');
    const based = () => ({ kind: 'flag' as const, key: flag, ifMatch: readFlag(hoist, flag).etag });
    await archiveDefinition(hoist, mira, based());
    await restoreDefinition(hoist, mira, based());
    expect(readFlag(hoist, flag).environments[0]!.setting).toBeNull();
    await restore(hoist, version);
    expect(settingIn(hoist, 'dev')).toEqual(before);
  });

  it('is refused for a version of something else, and for one after which there was no setting', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const codeOf = async (version: number) => (await refusalOf(() => restore(hoist, version))).code;
    expect(await codeOf(1)).toBe('version-not-found');
    expect(await codeOf(999)).toBe('version-not-found');
    const { changes } = await listFlagHistory(hoist, { flag, environment: 'dev', limit: 9 });
    const followed = changes.find(({ kind }) => kind === 'followed')!;
    expect(await codeOf(followed.version)).toBe('version-not-found');
  });
});
