import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { nowAfter } from './now-after.ts';

const change = Date.parse('2026-03-02T00:00:00Z');

describe('now-after', () => {
  it('changes its answer once, by the clock, and announces it exactly', () => {
    const result = nowAfter.bind('2026-03-01');
    const next = (now: number) => (result.ok ? result.bound.nextChange(now) : undefined);
    expect(next(change - 86_400_000)).toBe(change);
    expect(next(change - 1)).toBe(change);
    expect(next(change)).toBeUndefined();
    expect(askOperator(nowAfter, '2026-03-01', undefined, change - 1)).toBe(false);
    expect(askOperator(nowAfter, '2026-03-01', undefined, change)).toBe(true);
  });

  it('reads no attribute', () => expect(nowAfter.accepts).toEqual([]));

  it('has words', () => {
    expect(wordOperator(nowAfter, '2026-03-01')).toEqual([
      'the time is after 2026-03-01',
      'the time is not after 2026-03-01',
    ]);
  });
});
