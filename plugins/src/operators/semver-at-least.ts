import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { placeVersion } from '../values/place-version.ts';
import { compareToVersion, versionSchema } from '../values/version.ts';

/** Whether a text is this version or a newer one. */
export const semverAtLeast: Operator = defineOperator({
  name: 'semver-at-least',
  title: 'is at least version',
  negatedTitle: 'is not at least version',
  description:
    'This version or one above it. A pre-release is older than its release: 2.3.0-beta is below 2.3.0. A text that is no version never matches.',
  group: 'Version',
  accepts: ['string'],
  schema: versionSchema,
  matches(actual, operand) {
    const order = compareToVersion(actual, operand);
    return order === undefined ? undefined : order >= 0;
  },
  matchRange(operand) {
    const { axis, at } = placeVersion(operand);
    return { axis, from: at };
  },
  vectors: [
    { actual: '2.3.0', operand: '2.3', matches: true },
    { actual: 'V3', operand: '2.3', matches: true },
    { actual: '2.3.0-beta', operand: '2.3', matches: false },
    { actual: '2.2.999999999999999', operand: '2.3', matches: false },
    { actual: '02.3.0', operand: '2.3', matches: false },
  ],
});
