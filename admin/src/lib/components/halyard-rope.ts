import type { RolloutProgress } from '@hoist/core';

/** The ends of the solid and the hatched part of the rope, in percent of its length. */
interface Rope {
  readonly now: number;
  readonly next: number;
}

/** Draws the rope solid to the current share and hatched to the next step while it grows; empty if stopped. */
export function toRope({ state, steps, position }: RolloutProgress): Rope {
  if (state === 'stopped' || position < 0) return { now: 0, next: 0 };
  const gaps = Math.max(1, steps.length - 1);
  const now = steps.length === 1 ? 100 : (100 * position) / gaps;
  const next = Math.min(100, (100 * (Math.floor(position) + 1)) / gaps);
  return { now, next: state === 'running' ? next : now };
}
