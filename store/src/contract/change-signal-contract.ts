import { describe, expect, it, vi } from 'vitest';
import { commitPart } from './commit-part.ts';
import { makePlace } from './place.ts';
import type { StoreFixture } from './store-fixture.ts';
import { startWorker } from './worker.ts';

/** The time within which a store must report a commit of another process, in ms. */
const latest = 1_000;

/** The contract of change signals, as a vitest suite. */
export function describeChangeSignal(fixture: StoreFixture): void {
  describe('the signal of changes', () => {
    it("of another process's commits comes within a second, every time", async () => {
      const place = await makePlace(fixture);
      const store = await place.open();
      const worker = startWorker(new URL('./commit-worker.ts', import.meta.url), place.url);
      await worker.receive();
      let signals = 0;
      store.watch(() => signals++);
      for (let n = 0; n < 5; n++) {
        const before = signals;
        worker.send({ log: 'a', idempotencyKey: `act ${n}`, partKey: 'x', value: n });
        await worker.receive();
        const since = performance.now();
        await vi.waitFor(() => expect(signals).toBeGreaterThan(before), { timeout: 5 * latest, interval: 5 });
        expect(performance.now() - since).toBeLessThan(latest);
      }
    });

    it("of another process's commits reaches a reader within a second", async () => {
      const place = await makePlace(fixture);
      const reader = await place.follow(await place.open(), 'a');
      const worker = startWorker(new URL('./commit-worker.ts', import.meta.url), place.url);
      await worker.receive();
      for (let n = 1; n <= 5; n++) {
        worker.send({ log: 'a', idempotencyKey: `act ${n}`, partKey: 'x', value: n });
        await worker.receive();
        const since = performance.now();
        await vi.waitFor(() => expect(reader.value('x')).toBe(n), { timeout: 5 * latest, interval: 5 });
        expect(performance.now() - since).toBeLessThan(latest);
      }
    });

    it('of own commits comes too, and to nobody who stopped watching', async () => {
      const place = await makePlace(fixture);
      const store = await place.open();
      const reader = await place.follow(store, 'a');
      const notified: string[] = [];
      const stop = store.watch(() => notified.push('stopped'));
      store.watch(() => notified.push('watching'));
      stop();
      await commitPart(store, reader, { idempotencyKey: 'one', partKey: 'x', value: 1 });
      await vi.waitFor(() => expect(notified).toContain('watching'), { timeout: latest, interval: 5 });
      expect(notified).not.toContain('stopped');
    });
  });
}
