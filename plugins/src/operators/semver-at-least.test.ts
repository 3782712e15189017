import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { semverAtLeast } from './semver-at-least.ts';

describe('semver-at-least', () => {
  it.each([
    ['2.3.0', true],
    ['2.3', true],
    ['2.3.1', true],
    ['2.3.0-a', false],
  ])('says of %s for 2.3.0: %s', (actual, expected) => {
    expect(askOperator(semverAtLeast, '2.3.0', actual)).toBe(expected);
  });

  it('never matches a text that is no version, negated or not', () => {
    expect(askOperator(semverAtLeast, '2.3.0', 'latest')).toBeUndefined();
  });

  it('refuses an operand that is no version', () => {
    expect(semverAtLeast.bind('2.x')).toMatchObject({
      ok: false,
      issues: [{ message: 'Enter a version, like 2.3.0 or 2.3.0-beta.1.' }],
    });
    expect(semverAtLeast.bind(2.3)).toMatchObject({ ok: false, issues: [{ message: 'Enter a version.' }] });
  });

  it('has words', () =>
    expect(wordOperator(semverAtLeast, '2.3')).toEqual([
      'is at least version 2.3',
      'is not at least version 2.3',
    ]));
});
