import type { Rule } from '../model/setting.ts';
import { describeCondition, describeConditions, isAboutThePerson } from './describe-condition.ts';
import { joinWords } from '../plugin/words.ts';
import type { Wording } from '../plugin/wording.ts';

/**
 * Whom a rule is for: `Staff and EU beta`, `EU beta where plan is pro`, `everyone where country is DE`,
 * `everyone who is not in Staff, where plan is pro`.
 */
export function describeAudience(
  { segments, conditions }: Pick<Rule, 'segments' | 'conditions'>,
  wording: Wording,
): string {
  const among = joinWords(
    segments.map((key) => wording.names('segment', key)),
    'and',
  );
  if (segments.length > 0) return [among, ...whereWords(conditions, wording)].join(' ');
  const personal = conditions.filter((condition) => isAboutThePerson(condition, wording));
  if (personal.length === 0) return ['everyone', ...whereWords(conditions, wording)].join(' ');
  const who = joinWords(
    personal.map((condition) => describeCondition(condition, wording)),
    'and',
  );
  const others = conditions.filter((condition) => !personal.includes(condition));
  return [`everyone who ${who}`, ...whereWords(others, wording)].join(', ');
}

function whereWords(conditions: Rule['conditions'], wording: Wording): string[] {
  return conditions.length === 0 ? [] : [`where ${describeConditions(conditions, wording)}`];
}
