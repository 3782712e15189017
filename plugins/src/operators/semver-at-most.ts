import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { placeVersion } from '../values/place-version.ts';
import { compareToVersion, versionSchema } from '../values/version.ts';

/** Whether a text is this version or an older one. */
export const semverAtMost: Operator = defineOperator({
  name: 'semver-at-most',
  title: 'is at most version',
  negatedTitle: 'is not at most version',
  description:
    'This version or one below it: 2.3.5 is above 2.3. A pre-release is older than its release. A text that is no version never matches.',
  group: 'Version',
  accepts: ['string'],
  schema: versionSchema,
  matches(actual, operand) {
    const order = compareToVersion(actual, operand);
    return order === undefined ? undefined : order <= 0;
  },
  matchRange(operand) {
    const { axis, at } = placeVersion(operand);
    return { axis, to: at };
  },
  vectors: [
    { actual: '2.3.0', operand: '2.3', matches: true },
    { actual: '2.3.0-beta', operand: '2.3', matches: true },
    { actual: '2.3.5', operand: '2.3', matches: false },
    { actual: '1.99.99', operand: '2', matches: true },
    { actual: '2.x', operand: '2.3', matches: false },
  ],
});
