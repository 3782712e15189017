import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { semverLessThan } from './semver-less-than.ts';

describe('semver-less-than', () => {
  it.each([
    ['2.3.0', false],
    ['2.2.99', true],
    ['2.3.1', false],
    ['2.3.0-a', true],
  ])('says of %s for 2.3.0: %s', (actual, expected) => {
    expect(askOperator(semverLessThan, '2.3.0', actual)).toBe(expected);
  });

  it('never matches a text that is no version, negated or not', () => {
    expect(askOperator(semverLessThan, '2.3.0', 'latest')).toBeUndefined();
  });

  it('refuses an operand that is no version', () => {
    expect(semverLessThan.bind('2.x')).toMatchObject({
      ok: false,
      issues: [{ message: 'Enter a version, like 2.3.0 or 2.3.0-beta.1.' }],
    });
    expect(semverLessThan.bind(2.3)).toMatchObject({ ok: false, issues: [{ message: 'Enter a version.' }] });
  });

  it('has words', () =>
    expect(wordOperator(semverLessThan, '2.3')).toEqual([
      'is older than version 2.3',
      'is not older than version 2.3',
    ]));
});
