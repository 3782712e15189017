import type { After } from '@hoist/core';

/** A timer that keeps no process alive. */
export const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds).unref();
  return () => clearTimeout(timer);
};
