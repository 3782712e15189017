import { describe, expect, it } from 'vitest';
import { archiveDefinition } from '../archive/archive.ts';
import { editor, mira, openFilledHoist } from '../testing.ts';
import { readLastChanges } from './last-changes.ts';
import { listSegmentRows } from './segment-list.ts';
import { changeSegment, createSegment, readSegment } from './segments.ts';

async function openListed() {
  let now = Date.parse('2026-11-01T09:00:00Z');
  const hoist = await openFilledHoist(() => (now += 60_000));
  for (const name of ['Crew', 'Anchors', 'Sails'])
    await createSegment(hoist, mira, { key: name.toLowerCase(), name, internal: name === 'Crew' });
  const { etag: ifMatch } = readSegment(hoist, 'crew');
  await changeSegment(hoist, editor, { key: 'crew', ifMatch, patch: { included: ['u-1'] } });
  const sails = readSegment(hoist, 'sails').etag;
  await archiveDefinition(hoist, mira, { kind: 'segment', key: 'sails', ifMatch: sails });
  return hoist;
}

describe('the list of segments', () => {
  it('says who changed each last, and sorts by it', async () => {
    const hoist = await openListed();
    const { segments } = await listSegmentRows(hoist, { search: '', is: undefined, sort: 'changed' });
    expect(segments.slice(0, 2)).toMatchObject([
      { key: 'crew', changed: { who: editor.name } },
      { key: 'anchors', changed: { who: mira.name } },
    ]);
    expect(Date.parse(segments[0]?.changed?.when ?? '')).toBeGreaterThan(
      Date.parse(segments[1]?.changed?.when ?? ''),
    );
  });

  it('leaves archived segments out, but for their own filter, and counts every filter', async () => {
    const hoist = await openListed();
    const all = await listSegmentRows(hoist, { search: '', is: undefined, sort: 'name' });
    expect(all.segments.map(({ key }) => key)).not.toContain('sails');
    expect(all.counts).toMatchObject({ internal: 1, archived: 1 });
    const archived = await listSegmentRows(hoist, { search: '', is: 'archived', sort: 'name' });
    expect(archived.segments.map(({ key }) => key)).toEqual(['sails']);
  });

  it('reads a change once, however often the list is shown', async () => {
    const hoist = await openListed();
    let reads = 0;
    const { store } = hoist;
    const counted = {
      ...hoist,
      store: { ...store, find: (query: Parameters<typeof store.find>[0]) => (reads++, store.find(query)) },
    };
    await readLastChanges(counted, ['crew', 'anchors', 'sails']);
    expect(reads).toBe(1);
    await readLastChanges(counted, ['crew', 'anchors', 'sails']);
    expect(reads).toBe(1);
  });
});
