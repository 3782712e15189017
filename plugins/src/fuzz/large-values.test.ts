import { attributeTypeBit, attributeTypeMask, createSubject } from '@hoist/core';
import type { Json, Operator } from '@hoist/core';
import { expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';
import { longest, timeOf } from './testing-time.ts';

const megabyte = 1_048_576;
const characters = ['a', '1', '1.', ':', '-', ' ', '\u0000', 'ab', 'é', 'İ', 'Σ', '😀', '\ud800'];
const texts = characters.flatMap((character) =>
  [4_096, 65_536, megabyte].map((length) => character.repeat(length / character.length)),
);
const lists = [
  Array.from({ length: 10_000 }, (_, index) => `entry-${index}`),
  Array.from({ length: 10_000 }, () => 'A'.repeat(1_024)),
  Array.from({ length: 100_000 }, () => 'A'.repeat(1_024)),
  Array.from({ length: 4_096 }, () => 'İ'),
  Array.from({ length: 1_000_000 }, () => 1),
];
const values: readonly Json[] = [...texts, ...lists];

const parts = (make: (length: number) => string) =>
  Array.from({ length: 100 }, (_, index) => make(900 + index));
/** Made to be compared anew at every place of a text. */
const slowTexts: readonly Json[] = [
  `b${'a'.repeat(1_023)}`,
  `${'a'.repeat(1_023)}b`,
  `${'aab'.repeat(300)}c`,
  parts((length) => `b${'a'.repeat(length)}`),
  parts((length) => `${'a'.repeat(length)}b`),
  { texts: parts((length) => `b${'a'.repeat(length)}`), ignoreCase: true },
  { texts: parts((length) => 'İ'.repeat(length)), ignoreCase: true },
  Array.from({ length: 100 }, (_, index) => `b${'a'.repeat(4)}${index}`),
];
const subject = createSubject({ context: {}, now: 1_772_442_000_000 });

const operators = standardPlugins.filter((plugin): plugin is Operator => plugin.kind === 'operator');

it.each(operators.map((operator) => [operator.name, operator] as const))(
  'takes at most 5 ms to look at a text of 1 MB or a list of a million entries: %s',
  (_name, operator) => {
    const mask = attributeTypeMask(operator.accepts);
    const asked = values.filter((value) => (mask & attributeTypeBit(value)) !== 0);
    const operands = [...operator.vectors.map((vector) => vector.operand), ...slowTexts];
    for (const [index, operand] of operands.entries()) {
      const result = operator.bind(operand);
      if (!result.ok) continue;
      for (const actual of asked) {
        const milliseconds = timeOf(() => result.bound.matches(actual, subject));
        const what = `operand ${index}, ${typeof actual} of ${String((actual as string).length)}`;
        expect(milliseconds, what).toBeLessThanOrEqual(longest);
      }
    }
  },
);
