import { describe, expect, it } from 'vitest';
import { findNearest } from './find-nearest.ts';

describe('the nearest name', () => {
  it.each([
    ['nmae', 'name'],
    ['tgas', 'tags'],
    ['di', 'id'],
    ['descritpoin', 'description'],
    ['NAME', 'name'],
    ['nam', 'name'],
  ])('of %s is %s: two letters that changed places are one slip', (written, meant) => {
    expect(findNearest(written, ['description', 'id', 'name', 'tags'])).toBe(meant);
  });

  it.each(['color', 'gsat', '', 'x'.repeat(100_000)])('of %.10s is none', (written) => {
    expect(findNearest(written, ['description', 'id', 'name', 'tags'])).toBeUndefined();
  });
});
