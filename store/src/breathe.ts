import { setImmediate } from 'node:timers/promises';

/** Longest piece of work in one tick, in ms. */
const slice = 8;

/**
 * For long loops: await the returned function at each turn, and other work gets the event loop at least every 8 ms. It
 * returns undefined, without a tick lost, while there is time left.
 */
export function createBreather(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < slice) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
