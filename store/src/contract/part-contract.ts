import { toPart } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../sha256.ts';
import { makePlace } from './place.ts';
import type { StoreFixture } from './store-fixture.ts';

/** The contract of parts, as a vitest suite. */
export function describeParts(fixture: StoreFixture): void {
  describe('parts', () => {
    it('come back as the very texts that were put, by digest', async () => {
      const store = await (await makePlace(fixture)).open();
      const parts = [{ a: 1 }, 'Zoë \u2028 \u{1f6a9}', '\u0000', null, [], 1.5].map((value) =>
        toPart(value, sha256),
      );
      await store.putParts(parts);
      const found = await store.getParts(parts.map(({ digest }) => digest));
      expect(found).toEqual(new Map(parts.map(({ digest, text }) => [digest, text])));
    });

    it('are left out when nobody put them', async () => {
      const store = await (await makePlace(fixture)).open();
      const [known, unknown] = [toPart(1, sha256), toPart(2, sha256)];
      await store.putParts([known]);
      expect([...(await store.getParts([known.digest, unknown.digest])).keys()]).toEqual([known.digest]);
      expect((await store.getParts([])).size).toBe(0);
    });

    it('can be put again, together with new ones, and twice at once', async () => {
      const store = await (await makePlace(fixture)).open();
      const [one, two] = [toPart(1, sha256), toPart(2, sha256)];
      await store.putParts([one, one]);
      await Promise.all([store.putParts([one, two]), store.putParts([two, one])]);
      expect((await store.getParts([one.digest, two.digest])).size).toBe(2);
    });

    it('are kept when the store is closed', async () => {
      const place = await makePlace(fixture);
      const [first, part] = [await place.open(), toPart({ kept: true }, sha256)];
      await first.putParts([part]);
      await first.close();
      const second = await place.open();
      expect((await second.getParts([part.digest])).get(part.digest)).toBe(part.text);
    });

    it('are read and written by the ten thousand without stopping other work for long', async () => {
      const store = await (await makePlace(fixture)).open();
      const parts = Array.from({ length: 10_000 }, (_, n) => toPart({ n, text: 'x'.repeat(2_000) }, sha256));
      let longest = 0;
      let before = process.threadCpuUsage();
      const turn = () => {
        const { user, system } = process.threadCpuUsage(before);
        longest = Math.max(longest, (user + system) / 1_000);
        before = process.threadCpuUsage();
      };
      const timer = setInterval(turn, 1);
      await store.putParts(parts);
      const found = await store.getParts(parts.map(({ digest }) => digest));
      turn();
      clearInterval(timer);
      expect(found.size).toBe(10_000);
      // In ms of this thread's CPU, which other processes do not lengthen: a turn may take 50.
      expect(longest).toBeLessThan(500);
    });
  });
}
