import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { isCompatible, versionSchema } from '../values/version.ts';

/** Whether a text is a version that a tilde range (~2.3.0) takes. */
export const semverTilde: Operator = defineOperator({
  name: 'semver-tilde',
  title: 'is about version',
  negatedTitle: 'is not about version',
  description:
    'This version or a newer one that differs in the last number only: ~2.3.0 takes 2.3.9, and not 2.4.0. A text that is no version never matches.',
  group: 'Version',
  accepts: ['string'],
  schema: versionSchema,
  matches: (actual, operand) => isCompatible(actual, operand, 'minor'),
  vectors: [
    { actual: '2.3.9', operand: '2.3.0', matches: true },
    { actual: '2.3.0', operand: '2.3', matches: true },
    { actual: '2.4.0', operand: '2.3.0', matches: false },
    { actual: '2.4.0-beta', operand: '2.3.0', matches: false },
    { actual: '2.3.1', operand: '2.3.2', matches: false },
  ],
});
