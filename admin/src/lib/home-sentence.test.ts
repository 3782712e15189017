import { describe, expect, it } from 'vitest';
import { describeHome } from './home-sentence.ts';

const items = (...kinds: readonly string[]) => kinds.map((kind) => ({ kind }));

describe('describeHome', () => {
  it.each([
    ['Nothing needs you now.', items(), 0],
    ['3 rollouts are growing.', items('running', 'running', 'running'), 3],
    [
      '5 things can be finished or cleaned up.',
      items('finished', 'finished', 'finished', 'finished', 'unused'),
      0,
    ],
    [
      '2 things need you now, 1 thing can be finished or cleaned up and 1 rollout is growing.',
      items('pending', 'paused', 'running', 'unused'),
      1,
    ],
  ])('%s', (sentence, shown, growing) => {
    expect(describeHome(shown, growing)).toBe(sentence);
  });
});
