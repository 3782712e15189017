import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { archiveDefinition, deleteDefinition, restoreDefinition } from './archive.ts';
import { listPending } from '../pending/list-pending.ts';
import { changeSegment, createSegment, listSegments, readSegment } from '../segments/segments.ts';
import { readPublished } from '../publishing/published.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { countryIs, etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp } from '../testing.ts';

const noon = Date.parse('2026-03-02T12:00:00.000Z');

const segment = (hoist: AdminContext, key = 'beta') => ({
  kind: 'segment' as const,
  key,
  ifMatch: readSegment(hoist, key).etag,
});

describe('a segment that is archived', () => {
  it('is refused while a flag or another segment uses it, by name', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'prod');
    const conditionGroups = [{ conditions: [{ operator: 'segment', operand: 'beta' }] }];
    await createSegment(hoist, mira, { key: 'inner', name: 'Inner circle', conditionGroups });
    const refusal = await refusalOf(() => archiveDefinition(hoist, mira, segment(hoist)));
    expect([refusal.status, refusal.detail]).toEqual([
      409,
      "'Beta' is needed by 'Checkout' in prod and the segment 'Inner circle'. Take it out there first, then archive it.",
    ]);
  });

  it('leaves every environment at once, since nothing there asks about it, and no setting can name it', async () => {
    const hoist = await openFilledHoist(() => noon);
    await setUp(hoist, 'prod');
    await saveSetting(hoist, mira, {
      flag: 'checkout',
      environment: 'prod',
      ifMatch: etagOf(hoist, 'prod'),
      setting: { ...forBeta(hoist), rules: [] },
      comment: 'no longer',
    });
    expect(readPublished(hoist.published('prod')).segments.has('beta')).toBe(true);
    await archiveDefinition(hoist, mira, segment(hoist));
    expect(readPublished(hoist.published('prod')).segments.has('beta')).toBe(false);
    expect(readSegment(hoist, 'beta')).toMatchObject({
      definition: { archivedAt: '2026-03-02T12:00:00.000Z' },
      publishedIn: [],
    });
    expect(listSegments(hoist)).toEqual([]);
    expect(listSegments(hoist, { is: 'archived' })).toHaveLength(1);
    expect(listPending(hoist, 'prod')).toEqual([]);
    const save = {
      flag: 'checkout',
      environment: 'dev',
      ifMatch: etagOf(hoist, 'dev'),
      setting: forBeta(hoist),
    };
    const refusal = await refusalOf(() => saveSetting(hoist, mira, { ...save, comment: '' }));
    expect([refusal.status, Object.keys(refusal.fields)]).toEqual([422, ['setting.rules.0.segments.0']]);
  });

  it('is named by no other segment from then on', async () => {
    const hoist = await openFilledHoist();
    await archiveDefinition(hoist, mira, segment(hoist));
    const conditionGroups = [{ conditions: [{ operator: 'segment', operand: 'beta' }] }];
    const refusal = await refusalOf(() =>
      createSegment(hoist, mira, { key: 'inner', name: 'Inner circle', conditionGroups }),
    );
    expect([refusal.status, Object.keys(refusal.fields)]).toEqual([
      422,
      ['conditionGroups.0.conditions.0.operand'],
    ]);
  });

  it('is restored, deleted, and its key kept, as a flag', async () => {
    const hoist = await openFilledHoist();
    await archiveDefinition(hoist, mira, segment(hoist));
    const change = {
      key: 'beta',
      ifMatch: readSegment(hoist, 'beta').etag,
      patch: { conditionGroups: countryIs('AT') },
    };
    expect((await refusalOf(() => changeSegment(hoist, mira, change))).detail).toBe(
      "'Beta' is archived. Restore it first.",
    );
    await restoreDefinition(hoist, mira, segment(hoist));
    await setUp(hoist, 'dev');
    await createSegment(hoist, mira, { key: 'old', name: 'Old' });
    await archiveDefinition(hoist, mira, segment(hoist, 'old'));
    await deleteDefinition(hoist, mira, segment(hoist, 'old'));
    expect((await refusalOf(() => createSegment(hoist, mira, { key: 'old', name: 'New' }))).status).toBe(409);
  });
});
