import { describe, expect, it } from 'vitest';
import { changeIds } from '../segments/change-ids.ts';
import { changeSegment, createSegment, readSegment } from '../segments/segments.ts';
import { mira, openFilledHoist, refusalOf, viewer } from '../testing.ts';
import { restoreSegment } from './restore-segment.ts';
import { describeSegmentChange, listSegmentHistory } from './segment-history.ts';

const key = 'crew';
const asking = (operand: string) => ({
  conditions: [{ attribute: 'port', operator: 'equals', operand, negate: false }],
});

/** `crew`, made and then changed, with the versions of both changes. */
async function openChanged() {
  const hoist = await openFilledHoist();
  await createSegment(hoist, mira, {
    key,
    name: 'Crew',
    included: ['u-1'],
    conditionGroups: [asking('Kiel')],
  });
  const made = hoist.definitions.state.version;
  const { etag: ifMatch } = readSegment(hoist, key);
  const patch = { name: 'All hands', included: [], conditionGroups: [asking('Bergen')] };
  await changeSegment(hoist, mira, { key, ifMatch, patch });
  return { hoist, made, changed: hoist.definitions.state.version };
}

describe('a segment that is restored', () => {
  it('is what it was, in a new version that says so', async () => {
    const { hoist, made } = await openChanged();
    const { etag: ifMatch, definition: before } = readSegment(hoist, key);
    const { definition } = await restoreSegment(hoist, mira, { key, version: made, ifMatch });
    expect(definition).toMatchObject({ name: 'Crew', included: ['u-1'], conditionGroups: [asking('Kiel')] });
    expect(definition.revision).toBe(before.revision + 1);
    const { changes } = await listSegmentHistory(hoist, { segment: key, limit: 9 });
    expect(changes.map(({ said }) => said)).toEqual([
      `restored change ${made} of the segment Crew`,
      expect.stringContaining('changed'),
      'created the segment Crew',
    ]);
  });

  it('shows first what that would change', async () => {
    const { hoist, made, changed } = await openChanged();
    const past = await describeSegmentChange(hoist, { segment: key, environment: undefined, version: made });
    expect(past).toMatchObject({ isCurrent: false, restore: { longLists: [] } });
    expect(past.restore?.fields.map(({ path }) => path)).toContain('name');
    const now = await describeSegmentChange(hoist, {
      segment: key,
      environment: undefined,
      version: changed,
    });
    expect(now).toMatchObject({ isCurrent: true, restore: { fields: [] } });
  });

  it('keeps a long list as it is now', async () => {
    const { hoist, made } = await openChanged();
    const ids = new Set(Array.from({ length: 600 }, (_, at) => `x-${at}`));
    await changeIds(hoist, mira, { key, list: 'included', mode: 'add', ids });
    const { etag: ifMatch } = readSegment(hoist, key);
    const offered = await describeSegmentChange(hoist, {
      segment: key,
      environment: undefined,
      version: made,
    });
    expect(offered.restore?.longLists).toEqual(['included']);
    const { definition } = await restoreSegment(hoist, mira, { key, version: made, ifMatch });
    expect(definition).toMatchObject({ name: 'Crew', longLists: { included: { count: 600 } } });
  });

  it('is refused to a viewer, on an old etag, and for a version that changed something else', async () => {
    const { hoist, made } = await openChanged();
    const { etag: ifMatch } = readSegment(hoist, key);
    const restore = (person: typeof mira, version: number, based: string) =>
      refusalOf(() => restoreSegment(hoist, person, { key, version, ifMatch: based }));
    expect(await restore(viewer, made, ifMatch)).toMatchObject({ status: 403 });
    expect(await restore(mira, made, 'stale')).toMatchObject({ status: 409 });
    expect(await restore(mira, 1, ifMatch)).toMatchObject({ status: 404 });
  });
});
