import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { RE2Set } from 're2js';
import { z } from 'zod';

const longestPattern = 256;
const longestSubject = 1_024;
/** Instructions of a compiled pattern. Time is at most this times the subject's length. */
const largestProgram = 300;
const usualProgram = 100;
/** Bytes of states that a pattern keeps, made while texts are matched: an ill-meant text makes a new one per character. */
const stateMemory = 65_536;

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
        const expression = compile(pattern);
        if (expression.prog.numInst() <= largestProgram) return { pattern, expression };
        const message = 'The pattern repeats too much to be matched quickly. Use smaller numbers in { }.';
        refinement.addIssue({ code: 'custom', message });
      } catch (error) {
        refinement.addIssue({ code: 'custom', message: toMessage(error) });
      }
      return z.NEVER;
    }),
  matches: (actual, { expression }) =>
    actual.length > longestSubject ? undefined : expression.match(actual).length > 0,
  warn({ expression }) {
    const steps = expression.prog.numInst();
    if (steps <= usualProgram) return undefined;
    return `The pattern is costly: up to ${steps} steps for each character. Use smaller numbers in { }.`;
  },
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

/** A set of one pattern, because only of a set can the memory be limited. Throws for what is no pattern. */
function compile(pattern: string): RE2Set {
  const set = new RE2Set(RE2Set.UNANCHORED, 0, stateMemory);
  set.add(pattern);
  set.compile();
  return set;
}

function toMessage(error: unknown): string {
  const reason =
    error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
  return `The pattern cannot be read: ${reason}. Lookarounds and back references do not exist here.`;
}
