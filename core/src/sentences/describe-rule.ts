import type { Rule } from '../setting.ts';
import { describeConditions } from './describe-condition.ts';
import { joinWords } from './words.ts';
import type { Wording } from './wording.ts';

/** Whom a rule is for: `Staff and EU beta`, `EU beta where plan is pro`, `everyone where country is DE`. */
export function describeAudience(rule: Pick<Rule, 'segments' | 'conditions'>, wording: Wording): string {
  const segments = joinWords(
    rule.segments.map((key) => wording.names('segment', key)),
    'and',
  );
  const people = segments || 'everyone';
  if (rule.conditions.length === 0) return people;
  return `${people} where ${describeConditions(rule.conditions, wording)}`;
}
