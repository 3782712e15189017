import { canonicalize } from '@hoist/core/canonical';
import type { Json, Rule } from '@hoist/core';

/** A rule on one side or on both, by the id that it has here, or there where it is not here. */
export interface RulePair {
  readonly id: string;
  readonly here: Rule | undefined;
  readonly there: Rule | undefined;
}

/** The rules of two settings, matched. */
interface RuleList {
  /** In the order there, those that are only here after the rule that they follow here. */
  readonly pairs: readonly RulePair[];
  readonly hereOrder: readonly RulePair[];
  readonly thereOrder: readonly RulePair[];
  /** Whether those that are on both sides have another order there. */
  readonly isReordered: boolean;
}

/** Matches rules by their ids, the others by the people that they are for: a rule made twice by hand has two ids. */
export function toRuleList(here: readonly Rule[], there: readonly Rule[]): RuleList {
  const partners = matchRules(here, there);
  const taken = new Map([...partners].map(([one, other]) => [other, one]));
  const pairOf = new Map<Rule, RulePair>();
  for (const rule of here) pairOf.set(rule, { id: rule.id, here: rule, there: partners.get(rule) });
  for (const rule of there) {
    const partner = taken.get(rule);
    const pair = partner && pairOf.get(partner);
    pairOf.set(rule, pair ?? { id: rule.id, here: undefined, there: rule });
  }
  const inOrder = (rules: readonly Rule[]) => rules.flatMap((rule) => pairOf.get(rule) ?? []);
  const [hereOrder, thereOrder] = [inOrder(here), inOrder(there)];
  const common = (order: readonly RulePair[]) => order.filter((pair) => pair.here && pair.there);
  const thereCommon = common(thereOrder);
  return {
    pairs: weave(thereOrder, hereOrder),
    hereOrder,
    thereOrder,
    isReordered: common(hereOrder).some((pair, index) => pair !== thereCommon[index]),
  };
}

/** Which of the pairs are taken from there. */
interface Taking {
  readonly takes: (pair: RulePair) => boolean;
  readonly takesOrder: boolean;
  /** What a rule that is on both sides becomes where it is taken. */
  readonly merge: (here: Rule, there: Rule) => Rule;
}

/** The rules here with those that are taken from there: each new one comes after the rule that it follows there. */
export function pickRules({ hereOrder, thereOrder }: RuleList, { takes, takesOrder, merge }: Taking): Rule[] {
  const ruleOf = (pair: RulePair) => {
    const { here, there } = pair;
    if (!takes(pair)) return here;
    return here && there ? merge(here, there) : there;
  };
  const left = (order: readonly RulePair[]) => order.filter((pair) => ruleOf(pair) !== undefined);
  const [first, second] = takesOrder ? [thereOrder, hereOrder] : [hereOrder, thereOrder];
  return weave(left(first), left(second)).flatMap((pair) => ruleOf(pair) ?? []);
}

/** The first list, with what only the second has after what it follows there, or before what follows it. */
function weave(first: readonly RulePair[], second: readonly RulePair[]): RulePair[] {
  const woven = [...first];
  second.forEach((pair, index) => {
    if (woven.includes(pair)) return;
    const before = second.slice(0, index).findLast((each) => woven.includes(each));
    const after = second.slice(index + 1).find((each) => woven.includes(each));
    if (before) woven.splice(woven.indexOf(before) + 1, 0, pair);
    else if (after) woven.splice(woven.indexOf(after), 0, pair);
    else woven.push(pair);
  });
  return woven;
}

function matchRules(here: readonly Rule[], there: readonly Rule[]): Map<Rule, Rule> {
  const byId = new Map(there.map((rule) => [rule.id, rule]));
  const partners = new Map<Rule, Rule>();
  for (const rule of here) {
    const partner = byId.get(rule.id);
    if (partner) partners.set(rule, partner);
  }
  const matched = new Set(partners.values());
  const free = new Map<string, Rule[]>();
  for (const rule of there) {
    if (matched.has(rule)) continue;
    const audience = audienceOf(rule);
    free.set(audience, [...(free.get(audience) ?? []), rule]);
  }
  for (const rule of here) {
    const partner = partners.has(rule) ? undefined : free.get(audienceOf(rule))?.shift();
    if (partner) partners.set(rule, partner);
  }
  return partners;
}

function audienceOf({ segments, conditions }: Rule): string {
  return canonicalize({ segments: [...segments].sort(), conditions } as unknown as Json);
}
