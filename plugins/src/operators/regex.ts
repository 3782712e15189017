import { defineOperator, isLongerThan } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';
import { CostlyPatternError, openPattern } from '../values/pattern.ts';

const longestPattern = 256;
const longestSubject = 1_024;
/** As many usual patterns as one takes the time of that is matched step by step. */
const heavy = 25;

/** Whether a regular expression finds something in a text. */
export const regex: Operator = defineOperator({
  name: 'regex',
  title: 'matches',
  negatedTitle: 'does not match',
  description:
    'A text in which this pattern is found. Begin it with ^ and end it with $ for the whole text, begin it with (?i) to ignore case. Texts of more than 1,024 characters never match.',
  group: 'Text',
  accepts: ['string'],
  schema: z
    .string('Enter a pattern.')
    .min(1, 'Enter a pattern.')
    .max(longestPattern, `A pattern has at most ${longestPattern} characters.`)
    .meta({
      title: 'Pattern',
      description: 'A regular expression by RE2, without lookarounds and back references.',
    })
    .transform((text, refinement) => {
      try {
        return openPattern(text);
      } catch (error) {
        refinement.addIssue({ code: 'custom', message: toMessage(error) });
        return z.NEVER;
      }
    }),
  matches: (actual, pattern) => (isLongerThan(actual, longestSubject) ? undefined : pattern.isIn(actual)),
  cost: ({ isHeavy }) => (isHeavy ? heavy : 1),
  warn({ isHeavy }) {
    if (!isHeavy) return undefined;
    return `The pattern takes as long as ${heavy} usual ones, and counts as so many. Tie it to the beginning by ^, or use smaller numbers in { } and fewer alternatives.`;
  },
  describe: ({ text }, { negate }) => `${negate ? 'does not match' : 'matches'} /${text}/`,
  vectors: [
    { actual: 'EU-1234', operand: '^EU-[0-9]+$', matches: true },
    { actual: 'eu-1234', operand: '^EU-[0-9]+$', matches: false },
    { actual: 'eu-1234', operand: '(?i)^EU-[0-9]+$', matches: true },
    { actual: 'order EU-7', operand: 'EU-[0-9]', matches: true },
    { actual: 'Zoë', operand: '^\\pL+$', matches: true },
    { actual: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', operand: '^(a+)+$', matches: false },
    { actual: '', operand: '^$', matches: true },
    { actual: 1234, operand: '[0-9]', matches: false },
  ],
});

function toMessage(error: unknown): string {
  if (error instanceof CostlyPatternError)
    return 'The pattern repeats too much to be matched quickly. Use smaller numbers in { } or fewer alternatives, or tie it to the beginning by ^.';
  const reason =
    error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
  return `The pattern cannot be read: ${reason}. Lookarounds and back references do not exist here.`;
}
