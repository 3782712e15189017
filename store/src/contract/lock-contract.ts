import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../errors.ts';
import { commitPart } from './commit-part.ts';
import { longestStall } from './longest-stall.ts';
import { makePlace } from './place.ts';
import type { StoreFixture } from './store-fixture.ts';
import { startWorker } from './worker.ts';

const held = 10_000;
const windows = 20;
/**
 * The longest stall that a store may cause, in ms, beyond that of an idle process at the same time; the median over
 * several windows.
 */
const promised = 20;

/** The contract of locks held by other processes, as a vitest suite. */
export function describeLocks({ holdLock, ...fixture }: StoreFixture): void {
  if (!holdLock) return;
  describe('a lock that another process holds for 10 s', () => {
    it('never stops the event loop nor reading; patient commits get through, impatient ones are told', async () => {
      const place = await makePlace(fixture);
      const [patient, impatient] = [
        await place.open({ timeout: 60_000 }),
        await place.open({ timeout: 1_000 }),
      ];
      const [reader, other] = [await place.follow(patient, 'a'), await place.follow(impatient, 'a')];
      await commitPart(patient, reader, { idempotencyKey: 'before', partKey: 'x', value: 'before' });
      const idle = startWorker(new URL('./idle-worker.ts', import.meta.url));
      await idle.receive();
      const release = await holdLock(place.url);
      const told = Promise.allSettled(
        Array.from({ length: 5 }, (_, n) =>
          commitPart(impatient, other, { idempotencyKey: `no ${n}`, partKey: 'y', value: n }),
        ),
      );
      const done = Array.from({ length: 5 }, (_, n) =>
        commitPart(patient, reader, { idempotencyKey: `yes ${n}`, partKey: `z/${n}`, value: n }),
      );
      const stalls: number[] = [];
      for (let window = 0; window < windows; window++) {
        idle.send(held / windows);
        const ours = await longestStall(held / windows);
        stalls.push(ours - (await idle.receive<number>()));
        expect(await impatient.read('a', 0, 10)).toHaveLength(1);
      }
      await release();
      expect((await Promise.all(done)).map(({ outcome }) => outcome)).toEqual(done.map(() => 'committed'));
      for (const result of await told) {
        expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailableError) });
      }
      expect(reader.keys('y')).toEqual([]);
      expect(median(stalls)).toBeLessThanOrEqual(promised);
      expect(Math.max(...stalls)).toBeLessThan(held / windows);
    });
  });
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Infinity;
}
