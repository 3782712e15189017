import { describe, expect, it } from 'vitest';
import { makePlace } from './place.ts';
import type { StoreFixture } from './store-fixture.ts';

/** The contract of leases, as a vitest suite. */
export function describeLeases(fixture: StoreFixture): void {
  describe('a lease', () => {
    it('is held by one at a time, renewed by its holder, and free after its time', async () => {
      const place = await makePlace(fixture);
      const [one, other] = [await place.open(), await place.open()];
      expect(await one.lease('job', 'one', 1_000, 5_000)).toBe(true);
      expect(await other.lease('job', 'other', 1_000, 5_500)).toBe(false);
      expect(await one.lease('job', 'one', 1_000, 5_900)).toBe(true);
      expect(await other.lease('job', 'other', 1_000, 6_500)).toBe(false);
      expect(await other.lease('job', 'other', 1_000, 6_900)).toBe(true);
      expect(await one.lease('job', 'one', 1_000, 6_950)).toBe(false);
    });

    it('says nothing of other jobs', async () => {
      const store = await (await makePlace(fixture)).open();
      expect(await store.lease('first', 'one', 1_000, 0)).toBe(true);
      expect(await store.lease('second', 'other', 1_000, 0)).toBe(true);
    });

    it('goes to exactly one of many who ask at once', async () => {
      const place = await makePlace(fixture);
      const stores = await Promise.all([place.open(), place.open(), place.open(), place.open()]);
      const asked = Array.from({ length: 20 }, (_, n) =>
        stores[n % 4]!.lease('job', `holder ${n}`, 1_000, 0),
      );
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    });
  });
}
