import { FlagdCore } from '@openfeature/flagd-core';
import type { Json, JsonObject } from '@hoist/core';
import { variants } from './testing-questions.ts';
import type { SharedCondition, SharedFlag, SharedOperator, SharedShares } from './testing-questions.ts';

const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** flagd's own evaluator, as it is published, with flags put into its language. */
export function openFlagd(flags: readonly SharedFlag[]): (flag: string, context: JsonObject) => string {
  const core = new FlagdCore(undefined, silent);
  core.setConfigurations(JSON.stringify({ flags: Object.fromEntries(flags.map(toEntry)) }));
  return (flag, context) => {
    const { value, errorCode } = core.resolveStringEvaluation(flag, 'nothing', context as never);
    return errorCode ?? value;
  };
}

function toEntry({ key, salt, rules, otherwise }: SharedFlag): [string, JsonObject] {
  const last = typeof otherwise === 'string' ? otherwise : toFractional(otherwise, salt);
  const branches = rules.flatMap(({ conditions, variant }) => [{ and: conditions.map(toLogic) }, variant]);
  const values = Object.fromEntries(variants.map((variant) => [variant, variant]));
  const targeting = { if: [...branches, last] } as JsonObject;
  return [key, { state: 'ENABLED', variants: values, defaultVariant: 'off', targeting }];
}

/** Our hash begins with `salt:split:`; weights of buckets make the projection the same. */
function toFractional({ by, ends }: SharedShares, salt: string): Json {
  const weights = ends.map(({ to, variant }, index) => [variant, to - (ends[index - 1]?.to ?? 0)]);
  return { fractional: [{ cat: [`${salt}:split:`, { var: by }] }, ...weights] };
}

const comparisons: Partial<Record<SharedOperator, string>> = {
  'greater-than': '>',
  'at-least': '>=',
  'less-than': '<',
  'at-most': '<=',
};
const versionComparisons: Partial<Record<SharedOperator, string>> = {
  'semver-equals': '=',
  'semver-less-than': '<',
  'semver-greater-than': '>',
  'semver-at-least': '>=',
  'semver-at-most': '<=',
  'semver-caret': '^',
  'semver-tilde': '~',
};

function toLogic(condition: SharedCondition): Json {
  const logic = toPlainLogic(condition);
  return condition.negate ? { '!': [logic] } : logic;
}

function toPlainLogic({ attribute, operator, operand }: SharedCondition): Json {
  const actual = { var: attribute };
  if (operator === 'equals') return { '===': [actual, operand] };
  if (operator === 'in') return { in: [actual, operand] };
  if (operator === 'contains') return { in: [operand, actual] };
  if (operator === 'starts-with') return { starts_with: [actual, operand] };
  if (operator === 'ends-with') return { ends_with: [actual, operand] };
  const version = versionComparisons[operator];
  if (version !== undefined) return { sem_ver: [actual, version, operand] };
  return { [comparisons[operator] ?? '']: [actual, operand] };
}
