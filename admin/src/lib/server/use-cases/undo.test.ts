import { describe, expect, it } from 'vitest';
import { readFlag } from './flag-views.ts';
import { saveSetting, switchFlag } from './settings.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp } from './testing.ts';
import { findUndoable, undoSetting } from './undo.ts';

const place = { flag: 'checkout', environment: 'dev' };

describe('undo', () => {
  it('publishes the setting from before as a new version', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const before = etagOf(hoist, 'dev');
    const version = hoist.served('dev').state.version;
    await switchFlag(hoist, mira, { ...place, enabled: false, ifMatch: before, comment: '' });
    const undoable = await findUndoable(hoist, place);
    expect(undoable).toMatchObject({ who: 'Mira Okafor', etag: etagOf(hoist, 'dev') });
    await undoSetting(hoist, mira, { ...place, ifMatch: undoable?.etag ?? '' });
    expect(etagOf(hoist, 'dev')).toBe(before);
    expect(hoist.served('dev').state.version).toBe(version + 2);
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
