import type { RolloutProgress } from '@hoist/core';

/** Where the rope is solid to and where it is hatched to, in percent of its length. */
interface Rope {
  readonly now: number;
  readonly next: number;
}

/** Solid to what people have now, hatched to the next step while it grows. Stopped, nobody has it. */
export function toRope({ state, steps, position }: RolloutProgress): Rope {
  if (state === 'stopped' || position < 0) return { now: 0, next: 0 };
  const gaps = Math.max(1, steps.length - 1);
  const now = steps.length === 1 ? 100 : (100 * position) / gaps;
  const next = Math.min(100, (100 * (Math.floor(position) + 1)) / gaps);
  return { now, next: state === 'running' ? next : now };
}
