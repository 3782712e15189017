/** Work in steps: at each `yield` the caller may yield to the event loop. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** A pause that is due, or undefined while there is time left. */
export type YieldToEventLoop = () => Promise<void> | undefined;

/** Does all of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does all of it, with a pause wherever `yieldToEventLoop` gives one; work that needs none is done before this returns. */
export async function finishInSlices<T>(steps: Steps<T>, yieldToEventLoop: YieldToEventLoop): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const pause = yieldToEventLoop();
    if (pause) await pause;
  }
}

/** Longest piece of work in one tick, in ms. */
const slice = 8;

/**
 * For work in one process's event loop: gives a pause whenever 8 ms of work have passed since the last one. Core has no
 * clock and no timers: `now` is ms by a clock that is never set, `pause` resolves when others had their turn.
 */
export function createYieldFrom(now: () => number, pause: () => Promise<void>): YieldToEventLoop {
  let since = now();
  return () => {
    if (now() - since < slice) return undefined;
    return pause().then(() => {
      since = now();
    });
  };
}
