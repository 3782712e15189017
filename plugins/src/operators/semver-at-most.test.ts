import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { semverAtMost } from './semver-at-most.ts';

describe('semver-at-most', () => {
  it.each([
    ['2.3.0', true],
    ['2.3', true],
    ['2.3.1', false],
    ['2.3.0-a', true],
  ])('says of %s for 2.3.0: %s', (actual, expected) => {
    expect(askOperator(semverAtMost, '2.3.0', actual)).toBe(expected);
  });

  it('never matches a text that is no version, negated or not', () => {
    expect(askOperator(semverAtMost, '2.3.0', 'latest')).toBeUndefined();
  });

  it('refuses an operand that is no version', () => {
    expect(semverAtMost.bind('2.x')).toMatchObject({
      ok: false,
      issues: [{ message: 'Enter a version, like 2.3.0 or 2.3.0-beta.1.' }],
    });
    expect(semverAtMost.bind(2.3)).toMatchObject({ ok: false, issues: [{ message: 'Enter a version.' }] });
  });

  it('has words', () =>
    expect(wordOperator(semverAtMost, '2.3')).toEqual([
      'is at most version 2.3',
      'is not at most version 2.3',
    ]));
});
