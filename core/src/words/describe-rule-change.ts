import { canonicalize } from '../log/canonical.ts';
import type { Json } from '../model/json.ts';
import type { Rule } from '../model/setting.ts';
import { describeConditionChange } from './describe-condition-change.ts';
import { describeCondition } from './describe-condition.ts';
import { describeDifference, isSame, without } from './differences.ts';
import { describeAudience } from './describe-rule.ts';
import { describeServeChange } from './describe-serve-change.ts';
import type { DescribedFlag } from './describe-serve.ts';
import type { Wording } from '../plugin/wording.ts';

type Input = Wording & { readonly flag: DescribedFlag };

/** A rule that is off keeps nobody out. */
export const fallThrough = 'they fall through to what follows and to everyone else';

/** What has become of a rule; that it is renamed only where nothing else has changed. */
export function describeRuleChange(before: Rule, after: Rule, input: Input): string[] {
  const people = describeAudience(after, input);
  const sentences = [
    ...describePeople(before, after, input),
    ...describeValues(before, after, input),
    ...(before.enabled === after.enabled
      ? []
      : [after.enabled ? `Switched ${people} on` : `Switched ${people} off: ${fallThrough}`]),
    ...describeServeChange(people, [before.serve, after.serve], input),
  ];
  if (sentences.length > 0 || before.name === after.name) return sentences;
  return [`Renamed the rule for ${people}`];
}

/** The words for a rule's audience. */
function describePeople(before: Rule, after: Rule, input: Input): string[] {
  const conditions = !isSame(before.conditions, after.conditions);
  if (!conditions && isSame(before.segments, after.segments)) return [];
  const name = (key: string) => input.names('segment', key);
  const segments = [
    ...without(after.segments, before.segments).map((key) => `Added ${name(key)}`),
    ...without(before.segments, after.segments).map((key) => `Removed ${name(key)}`),
  ];
  if (!conditions && segments.length > 0) return segments;
  const words = describeDifference('Rule', describeAudience(before, input), describeAudience(after, input));
  if (words.length > 0) return words;
  const people = describeAudience(after, input);
  const order = isReordered(before.conditions, after.conditions)
    ? [`Changed the order of the conditions in the rule for ${people}`]
    : [];
  if (isSame(before.segments, after.segments)) return order;
  return [...(segments.length > 0 ? segments : [`Changed the order of ${people}`]), ...order];
}

function isReordered(before: Rule['conditions'], after: Rule['conditions']): boolean {
  const sorted = (conditions: Rule['conditions']) =>
    conditions.map((each) => canonicalize(each as Json)).sort();
  return !isSame(before, after) && isSame(sorted(before), sorted(after));
}

/** Conditions that read as before and ask for something else. */
function describeValues(before: Rule, after: Rule, input: Input): string[] {
  const rule = describeAudience(after, input);
  const old = before.conditions.filter((one) => !after.conditions.some((other) => isSame(one, other)));
  const changed = after.conditions.filter((one) => !before.conditions.some((other) => isSame(one, other)));
  return changed.flatMap((is) => {
    const words = describeCondition(is, input);
    const place = old.findIndex((was) => describeCondition(was, input) === words);
    const [was] = place < 0 ? [] : old.splice(place, 1);
    return was ? [describeConditionChange(was, is, { ...input, rule })] : [];
  });
}
