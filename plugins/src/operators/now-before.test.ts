import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { nowBefore } from './now-before.ts';

const change = Date.parse('2026-03-01T00:00:00Z');

describe('now-before', () => {
  it('changes its answer once, by the clock, and announces it exactly', () => {
    const result = nowBefore.bind('2026-03-01');
    const next = (now: number) => (result.ok ? result.bound.nextChange(now) : undefined);
    expect(next(change - 86_400_000)).toBe(change);
    expect(next(change - 1)).toBe(change);
    expect(next(change)).toBeUndefined();
    expect(askOperator(nowBefore, '2026-03-01', undefined, change - 1)).toBe(true);
    expect(askOperator(nowBefore, '2026-03-01', undefined, change)).toBe(false);
  });

  it('reads no attribute', () => expect(nowBefore.accepts).toEqual([]));

  it('has words', () => {
    expect(wordOperator(nowBefore, '2026-03-01')).toEqual([
      'the time is before 2026-03-01',
      'the time is not before 2026-03-01',
    ]);
  });
});
