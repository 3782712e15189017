import { StoreUnavailableError } from '@hoist/store';
import { expect, it } from 'vitest';
import { PasswordQueue, queueLimits } from './password-queue.ts';
import type { Waiting } from './password-queue.ts';

/** Work that ends when it is told. */
function begin(queue: PasswordQueue, who: Waiting) {
  let isRunning = false;
  let end: () => void = () => undefined;
  const done = queue.run(who, () => {
    isRunning = true;
    return new Promise<string>((resolve) => (end = () => resolve('done')));
  });
  return { done, isRunning: () => isRunning, end: () => end() };
}

it('runs two at once, keeps fifty waiting, and has no place for more', async () => {
  const queue = new PasswordQueue();
  const all = Array.from({ length: 100 }, () => begin(queue, 'stranger'));
  expect(all.filter((each) => each.isRunning())).toHaveLength(queueLimits.running);
  expect(queue.isFull('stranger')).toBe(true);
  for (const refused of all.slice(52)) expect(await refused.done).toBeUndefined();
  for (const each of all.slice(0, 52)) {
    expect(all.filter((other) => other.isRunning()).length).toBeLessThanOrEqual(52);
    each.end();
    expect(await each.done).toBe('done');
  }
  expect(await queue.run('stranger', () => Promise.resolve('free again'))).toBe('free again');
});

it('keeps places for browsers that signed in before, and takes them first', async () => {
  const queue = new PasswordQueue();
  const strangers = Array.from({ length: 52 }, () => begin(queue, 'stranger'));
  const known = begin(queue, 'known');
  expect([queue.isFull('stranger'), queue.isFull('known')]).toEqual([true, false]);
  strangers[0]?.end();
  await strangers[0]?.done;
  expect([known.isRunning(), strangers[2]?.isRunning()]).toEqual([true, false]);
});

it('gives its place back when work fails', async () => {
  const queue = new PasswordQueue();
  const failing = Array.from({ length: 3 }, () =>
    queue.run('stranger', () => Promise.reject(new Error('no store'))),
  );
  for (const each of failing) await expect(each).rejects.toThrow('no store');
  expect(await queue.run('stranger', () => Promise.resolve('works'))).toBe('works');
});

it('fails all who wait as soon as one finds the store away, and nobody for any other fault', async () => {
  const queue = new PasswordQueue();
  const { promise: away, reject } = Promise.withResolvers<never>();
  const first = queue.run('stranger', () => away);
  const second = begin(queue, 'stranger');
  const waiting = [begin(queue, 'stranger'), begin(queue, 'known')];
  const outcomes = Promise.allSettled([first, ...waiting.map(({ done }) => done)]);
  reject(new StoreUnavailableError('The store is away.'));
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(waiting.some(({ isRunning }) => isRunning())).toBe(false);
  second.end();
  await second.done;
  const broken = [1, 2, 3].map(() => queue.run('stranger', () => Promise.reject(new Error('a fault'))));
  const last = queue.run('stranger', () => Promise.resolve('works'));
  await expect(Promise.allSettled(broken)).resolves.toHaveLength(3);
  expect(await last).toBe('works');
});
