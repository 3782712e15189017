import type { Json, JsonObject } from '@hoist/core';
import { isNumeric } from './testing-questions.ts';
import type { SharedCondition, SharedFlag, SharedShares } from './testing-questions.ts';

/** Where the two are meant to differ, and why; docs/guides/conformance.md has the same table. */
export const knownDifferences = {
  'negated without a value':
    'A missing attribute or one of a wrong type matches nothing here, negated neither; flagd makes true of it.',
  'no number':
    'Here only numbers are compared. flagd makes numbers of texts, true and null, or fails the flag.',
  'neither text nor list':
    'What contains nothing does not match here. flagd fails the flag where it is asked to look into true or a number.',
  'a number as a version': 'Here a version is a text, because 1.10 as a number is 1.1. flagd takes numbers.',
  'a version spelled freely':
    'flagd takes spaces around a version and two v before it; here 1.2-beta is one as well. Numbers have at most 15 digits here.',
  'from the operand on':
    'Here ^ and ~ are what npm and Cargo mean by them. flagd compares major (and minor) numbers only, so that ^2.3.0 takes 2.0.0 and ^0.1.0 takes 0.9.0.',
  'no unit':
    'Whoever cannot be drawn is TARGETING_KEY_MISSING here. flagd draws everybody without a unit as one.',
  'a unit beyond ASCII':
    'Here the bytes of UTF-8 are hashed, as flagd itself does. Its npm package hashes UTF-16 units.',
} as const;
export type KnownDifference = keyof typeof knownDifferences;

/** All reasons for which a flag may be answered differently for a context; none: it must not. */
export function findDifferences(flag: SharedFlag, context: JsonObject): ReadonlySet<KnownDifference> {
  const found = new Set<KnownDifference>();
  for (const condition of flag.rules.flatMap(({ conditions }) => conditions)) {
    const difference = ofCondition(condition, read(context, condition.attribute));
    if (difference) found.add(difference);
  }
  const difference = typeof flag.otherwise === 'string' ? undefined : ofShares(flag.otherwise, context);
  if (difference) found.add(difference);
  return found;
}

function ofCondition(condition: SharedCondition, actual: Json | undefined): KnownDifference | undefined {
  const { operator, negate } = condition;
  if (operator.startsWith('semver')) return ofVersion(condition, actual);
  if (isNumeric(operator)) return typeof actual === 'number' ? undefined : 'no number';
  if (isAccepted(condition, actual)) return undefined;
  const isMissing = actual === undefined || actual === null;
  if (operator === 'contains' && !isMissing) return 'neither text nor list';
  return negate ? 'negated without a value' : undefined;
}

function ofVersion(
  { operator, negate, operand }: SharedCondition,
  actual: Json | undefined,
): KnownDifference | undefined {
  if (typeof actual === 'number') return 'a number as a version';
  if (typeof actual === 'string' && isFree(actual)) return 'a version spelled freely';
  if (negate && !isVersion(actual)) return 'negated without a value';
  const ranged = operator === 'semver-caret' || operator === 'semver-tilde';
  return ranged && isBelowOrZero(String(actual), String(operand)) ? 'from the operand on' : undefined;
}

function isAccepted({ operator }: SharedCondition, actual: Json | undefined): boolean {
  if (typeof actual === 'string') return true;
  if (operator === 'equals') return typeof actual === 'number' || typeof actual === 'boolean';
  if (operator === 'in') return typeof actual === 'number';
  return operator === 'contains' && Array.isArray(actual);
}

function ofShares({ by, ends }: SharedShares, context: JsonObject): KnownDifference | undefined {
  const unit = read(context, by);
  // One version for everybody needs no unit, here and there.
  if (new Set(ends.map(({ variant }) => variant)).size === 1) return undefined;
  if (typeof unit === 'number') return undefined;
  if (typeof unit !== 'string' || unit === '') return 'no unit';
  return [...unit].every((character) => character <= '\u007f') ? undefined : 'a unit beyond ASCII';
}

function read(context: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = context;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = (value as JsonObject)[step];
  }
  return value;
}

/** Spaces, a second v, a pre-release or build of a partial version, more than 15 digits. */
function isFree(text: string): boolean {
  return /^\s|\s$|^v{2}/i.test(text) || /^v?\d+(\.\d+)?[-+]/i.test(text) || /\d{16}/.test(text);
}

const shape = /^[vV]?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[^+]+)?(\+.+)?$/;

function isVersion(actual: Json | undefined): boolean {
  if (typeof actual !== 'string') return false;
  const [, ...numbers] = shape.exec(actual) ?? [];
  const noZeros = (number: string | undefined) => number === undefined || /^(0|[1-9]\d*)$/.test(number);
  const preRelease = numbers[3]?.slice(1).split('.') ?? [];
  const isRead = shape.test(actual) && numbers.slice(0, 3).every(noZeros);
  return isRead && preRelease.every((part) => !/^0\d+$/.test(part));
}

function isBelowOrZero(actual: string, operand: string): boolean {
  const [one, other] = [shape.exec(actual), shape.exec(operand)];
  if (!one || !other) return false;
  if (Number(one[1]) === 0) return true;
  for (const place of [1, 2, 3]) {
    const order = Number(one[place] ?? 0) - Number(other[place] ?? 0);
    if (order !== 0) return order < 0;
  }
  return one[4] !== undefined || other[4] !== undefined;
}
