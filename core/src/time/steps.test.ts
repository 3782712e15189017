import { expect, it } from 'vitest';
import { createYieldFrom, finish, finishInSlices } from './steps.ts';
import type { Steps } from './steps.ts';

function* count(to: number, done: number[] = []): Steps<number> {
  for (let step = 1; step <= to; step++) {
    done.push(step);
    yield;
  }
  return to;
}

it('does all steps at once', () => {
  expect(finish(count(5))).toBe(5);
});

it('does steps that need no pause before it returns', async () => {
  const done: number[] = [];
  const result = finishInSlices(count(3, done), () => undefined);
  expect(done).toEqual([1, 2, 3]);
  expect(await result).toBe(3);
});

it('waits wherever there is a pause, and rejects with what a step throws', async () => {
  const done: number[] = [];
  const pauses: (() => void)[] = [];
  const result = finishInSlices(count(2, done), () => new Promise((resolve) => pauses.push(resolve)));
  expect(done).toEqual([1]);
  pauses.shift()?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toEqual([1, 2]);
  pauses.shift()?.();
  expect(await result).toBe(2);
  const broken = finishInSlices(
    (function* (): Steps<void> {
      yield;
      throw new Error('at the second step');
    })(),
    () => undefined,
  );
  await expect(broken).rejects.toThrow('at the second step');
});

it('gives a pause after 8 ms of work, and counts from its end', async () => {
  let now = 0;
  let paused = 0;
  const yieldToEventLoop = createYieldFrom(
    () => now,
    () => {
      paused++;
      now += 100;
      return Promise.resolve();
    },
  );
  const work = async (length: number) => {
    now += length;
    await yieldToEventLoop();
    return paused;
  };
  expect([await work(7), await work(1), await work(7), await work(0.5), await work(0.5)]).toEqual([
    0, 1, 1, 1, 2,
  ]);
});
