import type { Condition } from '../model/condition.ts';
import { joinWords, wordsOfJson } from '../plugin/words.ts';
import type { Wording } from '../plugin/wording.ts';

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

/** True if a condition reads no attribute, so that its words have no subject: `is in EU beta`. */
export function isAboutThePerson(
  { attribute, operator, operand }: Condition,
  { registry }: Wording,
): boolean {
  const known = registry.operators.get(operator);
  if (!known || attribute !== undefined || known.defaultAttribute !== undefined) return false;
  const result = known.bind(operand);
  return result.ok && result.bound.segments.length > 0;
}

/** Conditions that must all match: `country is DE and the person is in EU beta`. */
export function describeConditions(conditions: readonly Condition[], wording: Wording): string {
  return joinWords(
    conditions.map((condition) => {
      const words = describeCondition(condition, wording);
      return isAboutThePerson(condition, wording) ? `the person ${words}` : words;
    }),
    'and',
  );
}
