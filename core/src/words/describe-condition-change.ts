import type { Condition } from '../model/condition.ts';
import type { Json } from '../model/json.ts';
import { describeRegion } from './describe-availability.ts';
import { isSame, without } from './differences.ts';
import { joinWords } from '../plugin/words.ts';
import type { Wording } from '../plugin/wording.ts';

const mostNamed = 4;

/** How a condition of a rule differs from one that reads the same: `Changed country in the rule for …: added US, removed DE`. */
export function describeConditionChange(
  before: Condition,
  after: Condition,
  input: Wording & { readonly rule: string },
): string {
  const asked = after.attribute ?? input.registry.operators.get(after.operator)?.defaultAttribute;
  const what = `Changed ${asked ?? 'a condition'} in the rule for ${input.rule}`;
  const [was, is] = [before.operand, after.operand];
  const askedAlike = isSame({ ...before, operand: null }, { ...after, operand: null });
  if (!askedAlike || was === undefined || is === undefined) return `${what}: asked in another way`;
  if (!Array.isArray(was) || !Array.isArray(is)) {
    return isShort(was) && isShort(is) ? `${what}: ${JSON.stringify(was)} → ${JSON.stringify(is)}` : what;
  }
  const name = namerOf(after, input);
  const change = [
    ...listChange('added', withoutSame(is, was), name),
    ...listChange('removed', withoutSame(was, is), name),
  ];
  return `${what}: ${change.join('; ') || 'the same values, in another order'}`;
}

function listChange(verb: string, values: readonly Json[], name: (value: Json) => string): string[] {
  if (values.length === 0) return [];
  const named = values.slice(0, mostNamed).map(name);
  const rest = values.length - named.length;
  return [`${verb} ${joinWords(rest > 0 ? [...named, `${rest} more`] : named, 'and')}`];
}

/** Names what an operand lists as its operator reads it: a region, a segment, or the value itself. */
function namerOf({ operator, operand }: Condition, { names, registry }: Wording): (value: Json) => string {
  const result = registry.operators.get(operator)?.bind(operand);
  const segments = new Set(result?.ok ? result.bound.segments : []);
  const regions = new Set(result?.ok ? result.bound.regions : []);
  return (value) => {
    if (typeof value !== 'string') return JSON.stringify(value);
    if (segments.size > 0) return names('segment', value);
    return regions.size > 0 ? describeRegion(value) : value;
  };
}

function withoutSame(values: readonly Json[], others: readonly Json[]): Json[] {
  const texts = (list: readonly Json[]) => list.map((value) => JSON.stringify(value));
  const different = new Set(without(texts(values), texts(others)));
  return [...different].map((text) => JSON.parse(text) as Json);
}

function isShort(value: Json): boolean {
  return typeof value !== 'object' && JSON.stringify(value).length <= 100;
}
