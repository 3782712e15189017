import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { RE2JS } from 're2js';
import { z } from 'zod';

const longestPattern = 256;
const longestSubject = 1_024;
/** Instructions of a compiled pattern. Time is at most this times the subject's length. */
const largestProgram = 300;
const usualProgram = 100;

/** Whether a regular expression finds something in a text. Linear in time: no pattern can hang an evaluation. */
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
    .transform((pattern, refinement) => {
      try {
        const expression = RE2JS.compile(pattern);
        if (expression.programSize() <= largestProgram) return { pattern, expression };
        const message = 'The pattern repeats too much to be matched quickly. Use smaller numbers in { }.';
        refinement.addIssue({ code: 'custom', message });
      } catch (error) {
        refinement.addIssue({ code: 'custom', message: toMessage(error) });
      }
      return z.NEVER;
    }),
  matches: (actual, { expression }) => (actual.length > longestSubject ? undefined : expression.test(actual)),
  warn: ({ expression }) =>
    expression.programSize() > usualProgram
      ? `The pattern is costly: up to ${expression.programSize()} steps for each character. Use smaller numbers in { }.`
      : undefined,
  describe: ({ pattern }, { negate }) => `${negate ? 'does not match' : 'matches'} /${pattern}/`,
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
  const reason =
    error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
  return `The pattern cannot be read: ${reason}. Lookarounds and back references do not exist here.`;
}
