import { canonicalize } from '@hoist/core/canonical';
import type { Json, Rule, Serve, Setting } from '@hoist/core';
import { pickRules, toRuleList } from './copy-rules.ts';
import type { RulePair } from './copy-rules.ts';

/** The parts of a setting that are copied whole, those that are asked before its rules and those after. */
const beforeRules = ['enabled', 'prerequisites', 'availability', 'never'] as const;
const afterRules = ['everyoneElse', 'off', 'bucketGroup'] as const;
type WholePart = (typeof beforeRules | typeof afterRules)[number];

/** A part in which two settings differ. */
export type CopyPart =
  | { readonly name: WholePart; readonly pair?: undefined }
  /** `rule:` and its id: one that is on either side, or on both. */
  | { readonly name: `rule:${string}`; readonly pair: RulePair }
  /** The order of the rules that are on both sides. */
  | { readonly name: 'order'; readonly pair?: undefined };

/** What is copied where, and what counts as the same serve: a rollout that grows by the same plan may stand elsewhere. */
export interface Copy {
  readonly here: Setting;
  readonly there: Setting;
  readonly isSameServe?: (here: Serve, there: Serve) => boolean;
}

/** Lists the parts in which two settings differ, in the order of evaluation. Salts differ always and are no part. */
export function listParts({ here, there, isSameServe = isSame }: Copy): CopyPart[] {
  const { pairs, isReordered } = toRuleList(here.rules, there.rules);
  const isSamePart = (name: WholePart) =>
    name === 'everyoneElse'
      ? isSameServe(here.everyoneElse, there.everyoneElse)
      : isSame(here[name] ?? null, there[name] ?? null);
  const whole = (names: readonly WholePart[]) =>
    names.filter((name) => !isSamePart(name)).map((name) => ({ name }));
  return [
    ...whole(beforeRules),
    ...pairs
      .filter((pair) => !isSameRule(pair, isSameServe))
      .map((pair) => ({ name: `rule:${pair.id}` as const, pair })),
    ...(isReordered ? [{ name: 'order' as const }] : []),
    ...whole(afterRules),
  ];
}

/**
 * Returns the setting here with some parts of the one there. A rule that is on both sides keeps its id here, and a serve that
 * is the same keeps its progress.
 */
export function pickParts(copy: Copy, picked: ReadonlySet<string>): Setting {
  const { here, there } = copy;
  const takes = new Set(
    listParts(copy)
      .map(({ name }) => name)
      .filter((name) => picked.has(name)),
  );
  const from = (name: WholePart) => (takes.has(name) ? there : here);
  const { bucketGroup } = from('bucketGroup');
  const rules = pickRules(toRuleList(here.rules, there.rules), {
    takes: ({ id }) => takes.has(`rule:${id}`),
    takesOrder: takes.has('order'),
    merge: (kept, taken) => mergeRules(kept, taken, copy),
  });
  return {
    enabled: from('enabled').enabled,
    prerequisites: from('prerequisites').prerequisites,
    availability: from('availability').availability,
    never: from('never').never,
    rules,
    everyoneElse: from('everyoneElse').everyoneElse,
    off: from('off').off,
    salt: here.salt,
    ...(bucketGroup !== undefined && { bucketGroup }),
  };
}

/** What a rule becomes where the one there is copied: a new one, or the one here with what is different. */
export function mergeRules(
  here: Rule | undefined,
  there: Rule,
  { isSameServe = isSame }: Pick<Copy, 'isSameServe'>,
): Rule {
  if (!here) return there;
  const serve = isSameServe(here.serve, there.serve) ? here.serve : there.serve;
  return { ...there, id: here.id, serve };
}

function isSameRule({ here, there }: RulePair, isSameServe: NonNullable<Copy['isSameServe']>): boolean {
  if (!here || !there) return false;
  const bare = ({ id: _id, serve: _serve, ...rest }: Rule) => rest;
  return isSame(bare(here), bare(there)) && isSameServe(here.serve, there.serve);
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalize(one as Json) === canonicalize(other as Json);
}
