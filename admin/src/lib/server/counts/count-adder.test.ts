import type { CountPage } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { countLate, keepLate, lateDays, sealAfter } from '@hoist/store';
import type { Counts, Store } from '@hoist/store';
import { openTempStore } from '../testing.ts';
import { CountAdder, keptRollups } from './count-adder.ts';
import { otherFlags, readSums, sumLimits } from './flag-sums.ts';

/** Noon of a day, in minutes. */
const noon = 20_000 * 24 * 60 + 12 * 60;
const atHour = noon / 60;

describe('the adder of counts', () => {
  it('makes minutes, hours and days of pages', async () => {
    const { store, adder } = await open();
    await store.counts.put([
      page({ rows: { a: 3, b: 4 } }),
      page({ sender: 'sender-2', rows: { a: 10 } }),
      page({ minute: noon + 1, rows: { a: 100 } }),
      page({ minute: noon + 60, rows: { a: 1_000 } }),
    ]);
    expect(await adder.addMinutes()).toBe(3);
    expect(await sum(store.counts, 'minute', noon, 'a')).toBe(13);
    expect(await sum(store.counts, 'hour', atHour, 'a')).toBe(0);
    await adder.addHours();
    expect(await sum(store.counts, 'hour', atHour, 'a')).toBe(113);
    expect(await sum(store.counts, 'hour', atHour + 1, 'a')).toBe(1_000);
    expect(await sum(store.counts, 'day', 20_000, 'a')).toBe(1_113);
    expect(await sum(store.counts, 'day', 20_000, '')).toBe(1_117);
    expect(await store.counts.marks(10)).toEqual([]);
    expect(await adder.addMinutes()).toBe(0);
  });

  it('makes them again when a page was replaced, and never adds anything twice', async () => {
    const { store, adder } = await open();
    for (const [sequence, count] of [
      [1, 3],
      [2, 5],
      [2, 5],
    ] as const) {
      await store.counts.put([page({ sequence, rows: { a: count } })]);
      await adder.addMinutes();
      await adder.addHours();
    }
    expect(await sum(store.counts, 'day', 20_000, 'a')).toBe(5);
  });

  it('loses nothing that another one had begun', async () => {
    const { store, adder } = await open();
    await store.counts.put([page({ rows: { a: 3 } })]);
    await adder.addMinutes();
    const next = new CountAdder(store);
    await next.addMinutes();
    await next.addHours();
    expect(await sum(store.counts, 'day', 20_000, 'a')).toBe(3);
  });

  it('keeps the mark of what arrived while it added up', async () => {
    const { store, adder } = await open();
    await store.counts.put([page({ rows: { a: 3 } })]);
    await adder.addMinutes();
    await store.counts.put([page({ sequence: 2, rows: { a: 4 } })]);
    await adder.addHours();
    await adder.addMinutes();
    await adder.addHours();
    expect(await sum(store.counts, 'hour', atHour, 'a')).toBe(4);
  });

  it('seals hours after two days, lets their pages go, and counts what comes later as late, once', async () => {
    const { store, adder } = await open();
    await store.counts.put([
      page({ rows: { a: 3 } }),
      page({ minute: noon + 60, rows: { a: 5 } }),
      page({ environment: 'dev', rows: { a: 1 } }),
    ]);
    await adder.seal((noon + 60 + sealAfter) * 60_000);
    expect(await store.counts.pages('prod', noon)).toEqual([]);
    expect(await store.counts.pages('prod', noon + 60)).toHaveLength(1);
    expect(await sum(store.counts, 'hour', atHour, 'a')).toBe(3);
    const late = page({ sender: 'sender-2', rows: { a: 7 } });
    for (let times = 0; times < 2; times++) {
      await store.counts.put([late]);
      await adder.addMinutes();
      await adder.addHours();
    }
    expect(await sum(store.counts, 'hour', atHour, 'a')).toBe(3);
    expect(await sum(store.counts, 'day', 20_000, 'a')).toBe(8);
    expect(await countLate(store.records, 'prod')).toBe(7);
    expect(await countLate(store.records, 'dev')).toBe(0);
  });

  it('seals nothing again when the clock went back a day', async () => {
    const { store, adder } = await open();
    await store.counts.put([page({ rows: { a: 3 } })]);
    await adder.seal((noon + 60 + sealAfter) * 60_000);
    await store.counts.put([page({ sender: 'sender-2', rows: { a: 7 } })]);
    await adder.seal((noon - 24 * 60 + sealAfter) * 60_000);
    await adder.addMinutes();
    await adder.addHours();
    expect(await sum(store.counts, 'hour', atHour, 'a')).toBe(3);
  });

  it('gives a row to 200 flags that nobody defined, and one to all others of them', async () => {
    const store = await openTempStore();
    const adder = new CountAdder(store, { isDefined: (flag) => flag === 'z-defined' });
    const forged = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`forged-${n}`, 2]));
    await store.counts.put([
      page({ rows: { ...forged, 'z-defined': 5 } }),
      page({ page: 1, rows: { more: 3 } }),
    ]);
    await adder.addMinutes();
    await adder.addHours();
    for (const [level, at] of [
      ['minute', noon],
      ['hour', atHour],
      ['day', 20_000],
    ] as const) {
      const here = { environment: 'prod', level, from: at, to: at + 1 };
      expect(await store.counts.allRollups(here)).toHaveLength(sumLimits.unknownFlags + 2);
      expect(await sum(store.counts, level, at, 'z-defined')).toBe(5);
      expect(await sum(store.counts, level, at, otherFlags)).toBe(800 * 2 + 3);
      expect(await sum(store.counts, level, at, '')).toBe(2_008);
    }
  });

  it('keeps a bounded number of series of a flag, whatever senders call their apps, versions and rules', async () => {
    const { store, adder } = await open();
    const [row] = page({ rows: { a: 1 } }).rows;
    const rows = Array.from({ length: 600 }, (_, n) => ({
      ...row!,
      app: `app-${n}`,
      rule: n % 2 ? `rule-${n}` : null,
    }));
    const pages = Array.from({ length: 4 }, (_, n) => page({ page: n, rows: {}, sender: `sender-${n}` }));
    await store.counts.put(
      pages.map((each, n) => ({
        ...each,
        rows: rows.map((some) => ({ ...some, rule: some.rule && `${some.rule}-${n}` })),
      })),
    );
    await adder.addMinutes();
    for (const flag of ['a', '']) {
      expect(await sum(store.counts, 'minute', noon, flag)).toBe(2_400);
      const [rollup] = await store.counts.rollups({
        level: 'minute',
        environment: 'prod',
        flag,
        from: noon,
        to: noon + 1,
      });
      expect(readSums(rollup!).length).toBeLessThanOrEqual(2 * sumLimits.series + 10);
    }
  });

  it('adds up any number of pages', async () => {
    const { store, adder } = await open();
    await store.counts.put(Array.from({ length: 101 }, (_, n) => page({ page: n, rows: { a: 1 } })));
    await adder.addMinutes();
    expect(await sum(store.counts, 'minute', noon, 'a')).toBe(101);
  });

  it('lets sums and late ones go with the windows that show them', async () => {
    const { store, adder } = await open();
    await store.counts.put([page({ rows: { a: 3 } })]);
    await adder.addMinutes();
    await adder.addHours();
    await keepLate(store.records, page({ minute: 1, rows: { a: 9 } }), noon * 60_000);
    const sealAt = (minutes: number) => adder.seal((noon + minutes) * 60_000);
    await sealAt(keptRollups.hour * 60);
    expect(await sum(store.counts, 'hour', atHour, 'a')).toBe(3);
    await sealAt(keptRollups.hour * 60 + 60);
    expect(await sum(store.counts, 'hour', atHour, 'a')).toBe(0);
    expect([await sum(store.counts, 'day', 20_000, 'a'), await countLate(store.records, 'prod')]).toEqual([
      3, 9,
    ]);
    await sealAt((Math.max(keptRollups.day, lateDays) + 1) * 24 * 60);
    expect([await sum(store.counts, 'day', 20_000, 'a'), await countLate(store.records, 'prod')]).toEqual([
      0, 0,
    ]);
  });
});

async function open(): Promise<{ readonly store: Store; readonly adder: CountAdder }> {
  const store = await openTempStore();
  return { store, adder: new CountAdder(store) };
}

async function sum(
  counts: Counts,
  level: 'minute' | 'hour' | 'day',
  at: number,
  flag: string,
): Promise<number> {
  const rollups = await counts.rollups({ level, environment: 'prod', flag, from: at, to: at + 1 });
  return rollups.flatMap(readSums).reduce((all, { count }) => all + count, 0);
}

function page({
  rows: counted,
  ...changes
}: Partial<Omit<CountPage, 'rows'>> & { readonly rows: Readonly<Record<string, number>> }): CountPage {
  const series = { variant: 'on', reason: 'STATIC', rule: null, credential: '', app: '', appVersion: '' };
  const rows = Object.entries(counted).map(([flag, count]) => ({
    flag,
    source: 'single',
    ...series,
    count,
  })) as CountPage['rows'];
  return { environment: 'prod', sender: 'sender-1', minute: noon, page: 0, sequence: 1, rows, ...changes };
}
