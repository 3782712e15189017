import type { RolloutProgress } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { toRope } from './halyard-rope.ts';

const steps = [5, 25, 100].map((percent) => ({ share: percent * 1_000, at: undefined }));
const at = (state: RolloutProgress['state'], position: number): RolloutProgress => ({
  variant: 'on',
  state,
  share: 0,
  steps,
  position,
});

describe('toRope', () => {
  it.each<[string, RolloutProgress, number, number]>([
    ['is hatched to the next step while it grows', at('running', 0.5), 25, 50],
    ['is hatched to nothing while it is paused', at('paused', 1), 50, 50],
    ['is empty where it was stopped on the way', at('stopped', 1), 0, 0],
    ['is whole at the end', at('finished', 2), 100, 100],
    ['is whole with one step', { ...at('finished', 0), steps: steps.slice(2) }, 100, 100],
    ['is empty where the only step was stopped', { ...at('stopped', 0), steps: steps.slice(2) }, 0, 0],
  ])('%s', (_title, progress, now, next) => expect(toRope(progress)).toEqual({ now, next }));
});
