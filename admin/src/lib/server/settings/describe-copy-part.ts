import type { FlagDefinition, Rule, Setting, Wording } from '@hoist/core';
import {
  describeAudience,
  describeAvailability,
  describeServe,
  joinWords,
  toServeWords,
} from '@hoist/core/words';
import type { CopyPart } from '#lib/forms/setting/copy-parts.ts';
import { copyTexts } from '#lib/texts/copy.ts';

/** What a part is called, and what stands there on one side. */
interface PartWords {
  readonly title: string;
  readonly words: (setting: Setting) => string;
}

const parts = copyTexts.parts;
const values = copyTexts.values;

/** A part of a setting in words, for either side of a copy. */
export function describeCopyPart(
  { name, pair }: CopyPart,
  wording: Wording & { readonly flag: FlagDefinition },
): PartWords {
  const { names, flag } = wording;
  const serveWords = (serve: Rule['serve']) => describeServe(toServeWords(serve, flag, wording));
  const ruleWords = (rule: Rule | undefined) => {
    if (!rule) return values.noRule;
    const words = serveWords(rule.serve);
    return rule.enabled ? words : values.ruleOff(words);
  };
  if (pair) {
    const rule = pair.there ?? pair.here;
    const title = rule ? copyTexts.rule(describeAudience(rule, wording)) : name;
    return { title, words: ({ rules }) => ruleWords(rules[0]) };
  }
  const words: Readonly<Record<keyof typeof parts, (setting: Setting) => string>> = {
    enabled: ({ enabled }) => (enabled ? values.on : values.off),
    prerequisites: ({ prerequisites }) =>
      joinWords(
        prerequisites.map(({ flag: key, variants }) => values.need(key, joinWords(variants, 'or'))),
        'and',
      ) || values.none,
    availability: ({ availability }) => {
      const where = describeAvailability(availability);
      if (availability.mode === 'everywhere') return where;
      const why = availability.reason === '' ? where : values.reason(where, availability.reason);
      return availability.reviewOn === null ? why : values.review(why, availability.reviewOn);
    },
    never: ({ never }) =>
      joinWords(
        never.map((key) => names('segment', key)),
        'and',
      ) || values.nobody,
    order: ({ rules }) => rules.map((rule) => describeAudience(rule, wording)).join(', '),
    everyoneElse: ({ everyoneElse }) => serveWords(everyoneElse),
    off: ({ off }) => (off === null ? values.noValue : names('variant', off)),
    bucketGroup: ({ bucketGroup }) => (bucketGroup === undefined ? values.alone : values.group(bucketGroup)),
  };
  return { title: parts[name], words: words[name] };
}
