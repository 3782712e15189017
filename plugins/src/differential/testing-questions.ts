import { bucketCount } from '@hoist/core';
import type { Json, JsonObject } from '@hoist/core';
import type { Random } from '../testing/random-json.ts';

/** A condition of both languages: one of our operators that the other has as well. */
export interface SharedCondition {
  readonly attribute: string;
  readonly operator: SharedOperator;
  readonly operand: Json;
  readonly negate: boolean;
}

export type SharedOperator = keyof typeof operands;

/** Rules in order, the first that matches serves its variant; then a variant or shares of one attribute's values. */
export interface SharedFlag {
  readonly key: string;
  readonly salt: string;
  readonly rules: readonly { readonly conditions: readonly SharedCondition[]; readonly variant: string }[];
  readonly otherwise: SharedShares | string;
}

export interface SharedShares {
  readonly by: string;
  /** Where each share ends, the last at all buckets. */
  readonly ends: readonly { readonly to: number; readonly variant: string }[];
}

export const variants = ['a', 'b', 'c', 'off'] as const;

const attributes = ['plan', 'age', 'version', 'user.email', 'user.city.name', 'targetingKey'] as const;
const texts = [
  '',
  'DE',
  'de',
  'beta-7',
  'beta-',
  '-7',
  'a@example.com',
  '@example.com',
  '10',
  '9',
  'x y',
  'true',
];
const strangeTexts = ['é', 'Zoë', '用户', '😀', 'e\u0301'];
const numbers = [0, -0, 1, -1, 9, 10, 10.5, 0.1, 0.30000000000000004, 1e21, 1e-7, -1e300, 2 ** 53 - 1];
const versions = [
  ...['1.2.3', '1.2.4', '1.3.0', '2.0.0', '0.1.0', '0.1.9', '0.2.0', '0.0.3', '0.0.4', '10.0.0', '1.0.0'],
  ...[
    '1',
    '1.2',
    'v1.2.3',
    'V1.2.3',
    '2.0.0-alpha',
    '2.0.0-alpha.1',
    '2.0.0-beta',
    '2.0.0-rc.10',
    '2.0.0-rc.9',
  ],
  ...[
    '1.2.3+build',
    '1.2.3-alpha+build',
    '1.2.3+other',
    '1.2.3-0',
    '1.2.3--',
    '0.0.0',
    '999999999999999.0.0',
  ],
];
const noVersions = [
  '1.2.3.4',
  'latest',
  '01.2.3',
  '1.2.3-01',
  '1..2',
  '-1.0.0',
  '1.2.3-',
  '1.2.x',
  '^1.2.3',
  '',
];
const strangeVersions = ['1.2-beta', ' 1.2.3', '1.2.3 ', 'vv1.2.3', '1.2.3+', '9007199254740991.0.0', '1-2'];

const pick = <T>(random: Random, values: readonly T[]): T => {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
};
const several = <T>(random: Random, most: number, make: () => T): T[] =>
  Array.from({ length: 1 + Math.floor(random() * most) }, make);
const text = (random: Random) => (random() < 0.05 ? pick(random, strangeTexts) : pick(random, texts));
const longerText = (random: Random) => pick(random, texts.slice(1));
const version = (random: Random) => pick(random, versions);

/** How operands of each operator are made. */
const operands = {
  equals: (random: Random): Json =>
    random() < 0.6 ? text(random) : random() < 0.7 ? pick(random, numbers) : random() < 0.5,
  in: (random: Random): Json =>
    several(random, 4, () => (random() < 0.7 ? text(random) : pick(random, numbers))),
  contains: longerText,
  'starts-with': longerText,
  'ends-with': longerText,
  'greater-than': (random: Random): Json => pick(random, numbers),
  'at-least': (random: Random): Json => pick(random, numbers),
  'less-than': (random: Random): Json => pick(random, numbers),
  'at-most': (random: Random): Json => pick(random, numbers),
  'semver-equals': version,
  'semver-less-than': version,
  'semver-greater-than': version,
  'semver-at-least': version,
  'semver-at-most': version,
  'semver-caret': version,
  'semver-tilde': version,
};
const operators = Object.keys(operands) as SharedOperator[];

/** Any flag of both languages. */
export function randomFlag(random: Random, key: string): SharedFlag {
  const rules = several(random, 3, () => ({
    conditions: several(random, 2, () => randomCondition(random)),
    variant: pick(random, variants),
  }));
  const salt = `salt${Math.floor(random() * 1e9)}`;
  return {
    key,
    salt,
    rules: random() < 0.2 ? [] : rules,
    otherwise: random() < 0.4 ? randomShares(random) : 'off',
  };
}

function randomCondition(random: Random): SharedCondition {
  const operator = pick(random, operators);
  const attribute = random() < 0.95 ? usualAttribute(random, operator) : pick(random, attributes);
  return { attribute, operator, operand: operands[operator](random), negate: random() < 0.2 };
}

function usualAttribute(random: Random, operator: SharedOperator): string {
  if (operator.startsWith('semver')) return 'version';
  if (isNumeric(operator)) return 'age';
  return pick(random, ['plan', 'user.email', 'user.city.name', 'targetingKey']);
}

/** Whether an operator compares numbers. */
export function isNumeric(operator: SharedOperator): boolean {
  return ['greater-than', 'at-least', 'less-than', 'at-most'].includes(operator);
}

function randomShares(random: Random): SharedShares {
  const edges = new Set(several(random, 3, () => 1 + Math.floor(random() * (bucketCount - 1))));
  const inner = [...edges].sort((one, other) => one - other);
  const by = random() < 0.7 ? 'targetingKey' : pick(random, attributes);
  return { by, ends: [...inner, bucketCount].map((to) => ({ to, variant: pick(random, variants) })) };
}

/** Any context: mostly what operands ask about, now and then something that is nothing of the kind. */
export function randomQuestion(random: Random): JsonObject {
  const context: Record<string, Json> = {};
  const put = (name: string, value: () => Json) => {
    if (random() < 0.93) context[name] = random() < 0.03 ? randomOdd(random) : value();
  };
  put('plan', () => (random() < 0.8 ? text(random) : pick(random, numbers)));
  put('age', () => pick(random, numbers));
  put('version', () => randomVersion(random));
  put('targetingKey', () => (random() < 0.5 ? `user-${Math.floor(random() * 1e6)}` : text(random)));
  put('user', () => ({ email: text(random), city: { name: text(random) } }));
  return context;
}

function randomVersion(random: Random): Json {
  const draw = random();
  if (draw < 0.75) return pick(random, versions);
  return draw < 0.9 ? pick(random, noVersions) : pick(random, strangeVersions);
}

function randomOdd(random: Random): Json {
  return pick<Json>(random, [null, true, false, [], ['DE', 10], {}, { name: 'DE' }, '8', 7, 1.2]);
}
