import { describe, expect, it } from 'vitest';
import { commit } from '../log/commit.ts';
import { verifyLog } from '../log/verify-log.ts';
import { about, commitPart } from './commit-part.ts';
import { makePlace } from './place.ts';
import type { StoreFixture } from './store-fixture.ts';

/** The contract of commits, as a vitest suite. */
export function describeCommits(fixture: StoreFixture): void {
  describe('a commit', () => {
    it('is seen by the reader it was made with as soon as it is done', async () => {
      const place = await makePlace(fixture);
      const store = await place.open();
      const reader = await place.follow(store, 'a');
      for (let n = 1; n <= 20; n++) {
        await commitPart(store, reader, { idempotencyKey: `act ${n}`, partKey: 'x', value: n });
        expect([reader.value('x'), reader.state.version]).toEqual([n, n]);
      }
    });

    it('takes effect once, however often and from wherever its act is repeated', async () => {
      const place = await makePlace(fixture);
      const stores = await Promise.all([place.open(), place.open(), place.open()]);
      const readers = await Promise.all(stores.map((store) => place.follow(store, 'a')));
      const part = { idempotencyKey: 'the act', partKey: 'x', value: 1 };
      const done = await Promise.all(
        Array.from({ length: 12 }, (_, n) => commitPart(stores[n % 3]!, readers[n % 3]!, part)),
      );
      expect(done.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1);
      expect(done.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(11);
      expect(await stores[0]!.heads()).toEqual([{ log: 'a', version: 1, epoch: 1 }]);
    });

    it('removes parts, and they are not there for a reader that starts later', async () => {
      const place = await makePlace(fixture);
      const store = await place.open();
      const reader = await place.follow(store, 'a');
      await commitPart(store, reader, { idempotencyKey: 'set', partKey: 'x', value: 1 });
      await commit(store, reader, {
        idempotencyKey: 'remove',
        ...about,
        build: () => ({ set: new Map(), removed: ['x'], said: 'removed x' }),
      });
      const later = await place.follow(await place.open(), 'a');
      expect([later.keys(''), later.state]).toEqual([[], reader.state]);
    });

    it('after the other leaves turns to all else that the process does', async () => {
      const place = await makePlace(fixture);
      const store = await place.open();
      const reader = await place.follow(store, 'a');
      let turns = 0;
      const timer = setInterval(() => turns++, 1);
      const started = performance.now();
      for (let n = 0; n < 300; n++)
        await commitPart(store, reader, { idempotencyKey: `act ${n}`, partKey: `part/${n % 7}`, value: n });
      const passed = performance.now() - started;
      clearInterval(timer);
      expect(passed / Math.max(1, turns)).toBeLessThan(50);
    });

    it('leaves a chain that verifies from its first version', async () => {
      const place = await makePlace(fixture);
      const store = await place.open();
      const reader = await place.follow(store, 'a');
      for (let n = 1; n <= 30; n++) {
        await commitPart(store, reader, {
          idempotencyKey: `act ${n}`,
          partKey: `part/${n % 7}`,
          value: { n },
        });
      }
      expect(await verifyLog(store, 'a')).toEqual({ log: 'a', version: 30, problems: [] });
    });
  });
}
