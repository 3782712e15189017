import type { CountPage } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { makePlace } from './place.ts';
import type { StoreFixture } from './store-fixture.ts';

/** The contract of counts, as a vitest suite. */
export function describeCounts(fixture: StoreFixture): void {
  describe('counts', () => {
    it('keep the highest sequence of a page, in whatever order pages arrive', async () => {
      const { counts } = await (await makePlace(fixture)).open();
      for (const sequence of [2, 1, 3, 3, 2]) await counts.put([page({ sequence, count: sequence * 10 })]);
      expect(await counts.pages('prod', 100)).toEqual([page({ sequence: 3, count: 30 })]);
    });

    it('keep the highest sequence when many write one page at once', async () => {
      const place = await makePlace(fixture);
      const stores = await Promise.all([place.open(), place.open(), place.open()]);
      const sequences = Array.from({ length: 30 }, (_, n) => ((n * 7) % 30) + 1);
      await Promise.all(
        sequences.map((sequence, n) => stores[n % 3]!.counts.put([page({ sequence, count: sequence })])),
      );
      expect(await stores[0]!.counts.pages('prod', 100)).toEqual([page({ sequence: 30, count: 30 })]);
    });

    it('keep senders, minutes, pages and environments apart', async () => {
      const { counts } = await (await makePlace(fixture)).open();
      const pages = [
        page({ sender: 'sender-2' }),
        page({ page: 1 }),
        page({ minute: 101 }),
        page({ environment: 'dev' }),
      ];
      await counts.put([page({}), ...pages]);
      expect(await counts.pages('prod', 100)).toHaveLength(3);
      expect(await counts.pages('prod', 101)).toEqual([page({ minute: 101 })]);
      expect(await counts.pages('dev', 100)).toEqual([page({ environment: 'dev' })]);
    });

    it('mark what arrived until it is added up, and go on being marked by what arrived meanwhile', async () => {
      const { counts } = await (await makePlace(fixture)).open();
      await counts.put([page({ minute: 101 }), page({ minute: 100 })]);
      const marks = await counts.marks(10);
      expect(marks.map(({ environment, minute }) => [environment, minute])).toEqual([
        ['prod', 100],
        ['prod', 101],
      ]);
      expect(await counts.marks(1)).toEqual(marks.slice(0, 1));
      await counts.put([page({ minute: 101 })]);
      await counts.unmark(marks);
      expect((await counts.marks(10)).map(({ minute }) => minute)).toEqual([101]);
    });

    it('mark a page again that a sender sends again: it may not know that the first arrived', async () => {
      const { counts } = await (await makePlace(fixture)).open();
      await counts.put([page({})]);
      await counts.unmark(await counts.marks(10));
      await counts.put([page({})]);
      expect(await counts.marks(10)).toHaveLength(1);
    });

    it('replace the sums of one place and find them by flag', async () => {
      const { counts } = await (await makePlace(fixture)).open();
      const key = { environment: 'prod', level: 'hour', at: 7 } as const;
      await counts.replaceRollup(key, [
        { flag: '', series: [1] },
        { flag: 'a', series: [1] },
        { flag: 'b', series: [{ n: 1 }] },
      ]);
      await counts.replaceRollup(key, [
        { flag: '', series: [2] },
        { flag: 'a', series: [2] },
      ]);
      await counts.replaceRollup({ ...key, at: 8 }, [{ flag: 'a', series: [8] }]);
      await counts.replaceRollup({ ...key, environment: 'dev' }, [{ flag: 'a', series: ['dev'] }]);
      await counts.replaceRollup({ ...key, level: 'day' }, [{ flag: 'a', series: ['day'] }]);
      const hours = { level: 'hour', from: 7, to: 9 } as const;
      expect(await counts.rollups({ ...hours, environment: 'prod', flag: 'a' })).toEqual([
        { ...key, flag: 'a', series: [2] },
        { ...key, at: 8, flag: 'a', series: [8] },
      ]);
      expect(await counts.rollups({ ...hours, environment: 'prod', flag: 'b' })).toEqual([]);
      expect(await counts.rollups({ ...hours, to: 8, environment: 'prod', flag: '' })).toHaveLength(1);
      expect((await counts.rollups({ ...hours, flag: 'a' })).map(({ environment }) => environment)).toEqual([
        'dev',
        'prod',
        'prod',
      ]);
      expect(await counts.allRollups({ ...hours, environment: 'prod' })).toHaveLength(2);
      expect(await counts.allRollups(hours)).toHaveLength(3);
    });

    it('are read slice by slice, by sender and page', async () => {
      const { counts } = await (await makePlace(fixture)).open();
      const pages = ['sender-1', 'sender-2'].flatMap((sender) =>
        [0, 1, 2, 10].map((n) => page({ sender, page: n })),
      );
      await counts.put(pages.toReversed());
      expect(await counts.pages('prod', 100, { limit: 3 })).toEqual(pages.slice(0, 3));
      expect(await counts.pages('prod', 100, { after: pages[2]!, limit: 3 })).toEqual(pages.slice(3, 6));
      expect(await counts.pages('prod', 100, { after: pages[5]!, limit: 3 })).toEqual(pages.slice(6));
      expect(await counts.pages('prod', 100, { after: pages[7]!, limit: 3 })).toEqual([]);
    });

    it('forget sums of one level that are old, in all environments, some at a time', async () => {
      const { counts } = await (await makePlace(fixture)).open();
      const rows = ['', 'a'].map((flag) => ({ flag, series: [1] }));
      for (const environment of ['dev', 'prod'])
        for (const at of [7, 8]) await counts.replaceRollup({ environment, level: 'hour', at }, rows);
      await counts.replaceRollup({ environment: 'dev', level: 'day', at: 7 }, rows);
      expect(await counts.forgetRollups('hour', 8, 3)).toBe(3);
      expect(await counts.forgetRollups('hour', 8, 3)).toBe(1);
      expect(await counts.forgetRollups('hour', 8, 3)).toBe(0);
      for (const flag of ['', 'a']) {
        expect(await counts.rollups({ level: 'hour', flag, from: 0, to: 10 })).toHaveLength(2);
        expect(await counts.rollups({ level: 'day', flag, from: 0, to: 10 })).toHaveLength(1);
      }
    });

    it('forget the minutes of one environment before a minute, and keep hours and days', async () => {
      const { counts } = await (await makePlace(fixture)).open();
      await counts.put([page({ minute: 99 }), page({}), page({ minute: 99, environment: 'dev' })]);
      for (const level of ['minute', 'hour'] as const)
        await counts.replaceRollup({ environment: 'prod', level, at: 99 }, [{ flag: 'a', series: [1] }]);
      expect(await counts.oldMinutes(100, 10)).toEqual([
        { environment: 'dev', minute: 99 },
        { environment: 'prod', minute: 99 },
      ]);
      await counts.forget('prod', 100);
      expect(await counts.oldMinutes(200, 10)).toEqual([
        { environment: 'dev', minute: 99 },
        { environment: 'prod', minute: 100 },
      ]);
      expect(await counts.marks(10)).toHaveLength(2);
      const query = { environment: 'prod', flag: 'a', from: 0, to: 200 };
      expect(await counts.rollups({ ...query, level: 'minute' })).toEqual([]);
      expect(await counts.rollups({ ...query, level: 'hour' })).toHaveLength(1);
    });
  });
}

function page({ count = 1, ...changes }: Partial<CountPage> & { readonly count?: number }): CountPage {
  const series = { variant: 'on', reason: 'STATIC', rule: null, credential: '', app: '', appVersion: '' };
  const rows = [{ flag: 'a', source: 'single', ...series, count }] as CountPage['rows'];
  return { environment: 'prod', sender: 'sender-1', minute: 100, page: 0, sequence: 1, rows, ...changes };
}
