import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { semverGreaterThan } from './semver-greater-than.ts';

describe('semver-greater-than', () => {
  it.each([
    ['2.3.0', false],
    ['2.10', true],
    ['2.3.1-a', true],
    ['2.3.0-a', false],
  ])('says of %s for 2.3.0: %s', (actual, expected) => {
    expect(askOperator(semverGreaterThan, '2.3.0', actual)).toBe(expected);
  });

  it('never matches a text that is no version, negated or not', () => {
    expect(askOperator(semverGreaterThan, '2.3.0', 'latest')).toBeUndefined();
  });

  it('refuses an operand that is no version', () => {
    expect(semverGreaterThan.bind('2.x')).toMatchObject({
      ok: false,
      issues: [{ message: 'Enter a version, like 2.3.0 or 2.3.0-beta.1.' }],
    });
    expect(semverGreaterThan.bind(2.3)).toMatchObject({
      ok: false,
      issues: [{ message: 'Enter a version.' }],
    });
  });

  it('has words', () =>
    expect(wordOperator(semverGreaterThan, '2.3')).toEqual([
      'is newer than version 2.3',
      'is not newer than version 2.3',
    ]));
});
