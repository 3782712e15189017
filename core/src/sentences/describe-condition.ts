import type { Condition } from '../domain.ts';
import { joinWords, wordsOfJson } from './words.ts';
import type { Wording } from './wording.ts';

/** One condition: `country is DE`, `is in EU beta`, `region is in the EU`. */
export function describeCondition(condition: Condition, { names, registry }: Wording): string {
  const { attribute, operator, operand, negate } = condition;
  const known = registry.operators.get(operator);
  const bound = known?.bind(operand);
  const predicate = bound?.ok
    ? bound.bound.describe({ negate, nameOf: names })
    : `${negate ? 'not ' : ''}${operator} ${wordsOfJson(operand)}`.trimEnd();
  const asked = attribute ?? (known?.defaultAttribute === 'region' ? 'region' : undefined);
  return asked === undefined ? predicate : `${asked} ${predicate}`;
}

/** Conditions that must all match: `country is DE and plan is pro`. */
export function describeConditions(conditions: readonly Condition[], wording: Wording): string {
  return joinWords(
    conditions.map((condition) => describeCondition(condition, wording)),
    'and',
  );
}
