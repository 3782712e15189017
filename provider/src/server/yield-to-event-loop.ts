import { setImmediate } from 'node:timers/promises';
import { createBreathe } from '@hoist/core';
import type { Breathe } from '@hoist/core';

/** Gives the app its turn at least every 8 ms of a long piece of work, and keeps no process alive for it. */
export function createBreather(): Breathe {
  return createBreathe(
    () => performance.now(),
    () => setImmediate(undefined, { ref: false }),
  );
}
