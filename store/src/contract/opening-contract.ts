import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../errors.ts';
import { openStore } from '../open-store.ts';
import { commitPart } from './commit-part.ts';
import { makePlace } from './place.ts';
import type { StoreFixture } from './store-fixture.ts';

/** The contract of opening a store without migrating it, as a vitest suite. */
export function describeOpening(fixture: StoreFixture): void {
  describe('opening without migrating', () => {
    it('refuses a place without a store however often it is tried, and makes nothing there', async () => {
      const { url } = await makePlace(fixture);
      for (let attempt = 0; attempt < 2; attempt++) {
        const opening = openStore({ url, migrate: false });
        await expect(opening).rejects.toThrow(StoreUnavailableError);
        await expect(opening).rejects.toThrow(
          /^There is no store at '.*'\. Start the admin, which makes it, or/,
        );
      }
      expect(await fixture.contents(url)).toEqual([]);
    });

    it('opens what another process made, to read and to write', async () => {
      const place = await makePlace(fixture);
      const made = await place.open();
      await commitPart(made, await place.follow(made, 'a'), {
        idempotencyKey: 'one',
        partKey: 'x',
        value: 1,
      });
      const before = await fixture.contents(place.url);
      const store = await place.open({ migrate: false });
      const reader = await place.follow(store, 'a');
      expect(reader.value('x')).toBe(1);
      const again = await commitPart(store, reader, { idempotencyKey: 'two', partKey: 'x', value: 2 });
      expect(again.outcome).toBe('committed');
      expect(await fixture.contents(place.url)).toEqual(before);
    });
  });
}
