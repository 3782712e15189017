import { setImmediate } from 'node:timers/promises';
import { createYieldFrom } from '@hoist/core';
import type { YieldToEventLoop } from '@hoist/core';

/** Gives the app its turn at least every 8 ms of a long piece of work, and keeps no process alive for it. */
export function createYield(): YieldToEventLoop {
  return createYieldFrom(
    () => performance.now(),
    () => setImmediate(undefined, { ref: false }),
  );
}
