import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { isCompatible, versionSchema } from '../values/version.ts';

/** Whether a text is a version that a caret range (^2.3.0) takes. */
export const semverCaret: Operator = defineOperator({
  name: 'semver-caret',
  title: 'is compatible with version',
  negatedTitle: 'is not compatible with version',
  description:
    'This version or a newer one without a new major number: ^2.3.0 takes 2.9.1, and neither 3.0.0 nor 3.0.0-beta. Below 1.0.0 the first number that is not 0 must stay. A text that is no version never matches.',
  group: 'Version',
  accepts: ['string'],
  schema: versionSchema,
  matches: (actual, operand) => isCompatible(actual, operand, 'major'),
  vectors: [
    { actual: '2.9.1', operand: '2.3.0', matches: true },
    { actual: '2.4.0-beta', operand: '2.3.0', matches: true },
    { actual: '2.2.9', operand: '2.3.0', matches: false },
    { actual: '3.0.0-beta', operand: '2.3.0', matches: false },
    { actual: '0.3.0', operand: '0.2.3', matches: false },
    { actual: '0.0.4', operand: '0.0.3', matches: false },
  ],
});
