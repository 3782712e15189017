import { describe, expect, it } from 'vitest';
import { askOperator } from '../testing/ask-operator.ts';
import { contains } from './contains.ts';

describe('contains', () => {
  it('looks for a part of a text, and for a whole entry of a list', () => {
    expect(askOperator(contains, 'staff', 'our-staff')).toBe(true);
    expect(askOperator(contains, 'staff', ['staff'])).toBe(true);
    expect(askOperator(contains, 'staff', ['our-staff'])).toBe(false);
  });

  it('distinguishes upper from lower case', () => {
    expect(askOperator(contains, 'staff', 'Staff')).toBe(false);
  });

  it('refuses the empty text, which everything contains', () => {
    expect(contains.bind('')).toMatchObject({ ok: false, issues: [{ message: 'Enter a text.' }] });
  });
});
