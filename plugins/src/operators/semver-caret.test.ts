import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { semverCaret } from './semver-caret.ts';

describe('semver-caret', () => {
  it.each([
    ['2.3.0', true],
    ['2.9', true],
    ['3.0.0-a', false],
    ['2.2.9', false],
  ])('says of %s for 2.3.0: %s', (actual, expected) => {
    expect(askOperator(semverCaret, '2.3.0', actual)).toBe(expected);
  });

  it('never matches a text that is no version, negated or not', () => {
    expect(askOperator(semverCaret, '2.3.0', 'latest')).toBeUndefined();
  });

  it('refuses an operand that is no version', () => {
    expect(semverCaret.bind('2.x')).toMatchObject({
      ok: false,
      issues: [{ message: 'Enter a version, like 2.3.0 or 2.3.0-beta.1.' }],
    });
    expect(semverCaret.bind(2.3)).toMatchObject({ ok: false, issues: [{ message: 'Enter a version.' }] });
  });

  it('has words', () =>
    expect(wordOperator(semverCaret, '2.3')).toEqual([
      'is compatible with version 2.3',
      'is not compatible with version 2.3',
    ]));
});
