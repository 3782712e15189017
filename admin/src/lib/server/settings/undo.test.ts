import { describe, expect, it } from 'vitest';
import { commitChange } from '../publishing/commit-change.ts';
import { readFlag } from '../flags/flag-views.ts';
import { saveSetting } from './save-setting.ts';
import { switchFlag } from './switch-flag.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp } from '../testing.ts';
import { findUndoable, undoSetting } from './undo.ts';

const place = { flag: 'checkout', environment: 'dev' };

describe('undo', () => {
  it('publishes the setting from before as a new version', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const before = etagOf(hoist, 'dev');
    const version = hoist.published('dev').state.version;
    await switchFlag(hoist, mira, { ...place, enabled: false, ifMatch: before, comment: '' });
    const undoable = await findUndoable(hoist, place);
    expect(undoable).toMatchObject({ who: 'Mira Okafor', etag: etagOf(hoist, 'dev') });
    await undoSetting(hoist, mira, { ...place, ifMatch: undoable?.etag ?? '' });
    expect(etagOf(hoist, 'dev')).toBe(before);
    expect(hoist.published('dev').state.version).toBe(version + 2);
  });

  it("refuses to run over somebody's later change", async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await switchFlag(hoist, mira, { ...place, enabled: false, ifMatch: etagOf(hoist, 'dev'), comment: '' });
    const undoable = await findUndoable(hoist, place);
    const setting = { ...forBeta(hoist), rules: [] };
    await saveSetting(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), setting, comment: '' });
    const refusal = await refusalOf(() =>
      undoSetting(hoist, mira, { ...place, ifMatch: undoable?.etag ?? '' }),
    );
    expect(refusal.status).toBe(409);
    expect(readFlag(hoist, 'checkout').environments[0]?.setting?.rules).toEqual([]);
  });

  it('finds what was there before behind versions of others', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const before = etagOf(hoist, 'dev');
    const reader = hoist.published('dev');
    for (let version = 0; version < 3; version++) {
      const set = new Map([['tombstone/flag/other', { version }]]);
      await commitChange(hoist, reader, {
        person: mira,
        kind: 'edited',
        build: () => ({ set, said: 'changed others' }),
      });
    }
    await switchFlag(hoist, mira, { ...place, enabled: false, ifMatch: before, comment: '' });
    const undoable = await findUndoable(hoist, place);
    expect(undoable).toMatchObject({ etag: etagOf(hoist, 'dev') });
    await undoSetting(hoist, mira, { ...place, ifMatch: undoable?.etag ?? '' });
    expect(etagOf(hoist, 'dev')).toBe(before);
  });

  it('is one change however often it is sent', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const before = etagOf(hoist, 'dev');
    await switchFlag(hoist, mira, { ...place, enabled: false, ifMatch: before, comment: '' });
    const undo = { ...place, ifMatch: etagOf(hoist, 'dev'), idempotencyKey: 'twice' };
    const { version } = hoist.published('dev').state;
    await Promise.all([undoSetting(hoist, mira, undo), undoSetting(hoist, mira, undo)]);
    await undoSetting(hoist, mira, undo);
    expect(etagOf(hoist, 'dev')).toBe(before);
    expect(hoist.published('dev').state.version).toBe(version + 1);
  });

  it('is offered for ten minutes, in protected environments too, and not where nothing was there before', async () => {
    let now = Date.now();
    const hoist = await openFilledHoist(() => now);
    await setUp(hoist, 'prod');
    await setUp(hoist, 'dev');
    expect(await findUndoable(hoist, place)).toBeUndefined();
    await switchFlag(hoist, mira, { ...place, enabled: false, ifMatch: etagOf(hoist, 'dev'), comment: '' });
    const inProd = { ...place, environment: 'prod' };
    await switchFlag(hoist, mira, {
      ...inProd,
      enabled: false,
      ifMatch: etagOf(hoist, 'prod'),
      comment: '',
    });
    expect(await findUndoable(hoist, inProd)).toBeDefined();
    expect(await findUndoable(hoist, place)).toBeDefined();
    now += 11 * 60_000;
    expect(await findUndoable(hoist, place)).toBeUndefined();
  });
});
