import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { semverTilde } from './semver-tilde.ts';

describe('semver-tilde', () => {
  it.each([
    ['2.3.0', true],
    ['2.3.9', true],
    ['2.4', false],
    ['2.2.9', false],
  ])('says of %s for 2.3.0: %s', (actual, expected) => {
    expect(askOperator(semverTilde, '2.3.0', actual)).toBe(expected);
  });

  it('never matches a text that is no version, negated or not', () => {
    expect(askOperator(semverTilde, '2.3.0', 'latest')).toBeUndefined();
  });

  it('refuses an operand that is no version', () => {
    expect(semverTilde.bind('2.x')).toMatchObject({
      ok: false,
      issues: [{ message: 'Enter a version, like 2.3.0 or 2.3.0-beta.1.' }],
    });
    expect(semverTilde.bind(2.3)).toMatchObject({ ok: false, issues: [{ message: 'Enter a version.' }] });
  });

  it('has words', () =>
    expect(wordOperator(semverTilde, '2.3')).toEqual(['is about version 2.3', 'is not about version 2.3']));
});
