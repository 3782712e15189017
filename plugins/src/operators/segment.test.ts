import { createSubject } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { wordOperator } from '../testing/ask-operator.ts';
import { segment } from './segment.ts';

describe('segment', () => {
  const result = segment.bind('beta');

  it('names the segment it refers to', () => {
    expect(result.ok && result.bound.segments).toEqual(['beta']);
    expect(segment.hasSegments).toBe(true);
  });

  it('asks the subject, and no attribute', () => {
    const ask = (segments: string[]) =>
      result.ok && result.bound.matches(undefined, createSubject({ context: {}, segments }));
    expect([ask(['beta']), ask(['staff'])]).toEqual([true, false]);
    expect(segment.accepts).toEqual([]);
  });

  it('calls a segment by its name', () => {
    expect(wordOperator(segment, 'beta')).toEqual(['is in segment beta', 'is not in segment beta']);
  });
});
