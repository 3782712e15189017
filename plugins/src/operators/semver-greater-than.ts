import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { placeVersion } from '../values/place-version.ts';
import { compareToVersion, versionSchema } from '../values/version.ts';

/** Whether a text is a newer version than this one. */
export const semverGreaterThan: Operator = defineOperator({
  name: 'semver-greater-than',
  title: 'is newer than version',
  negatedTitle: 'is not newer than version',
  description:
    'A version above this one. A pre-release is older than its release: 2.3.0-beta is below 2.3.0. A text that is no version never matches.',
  group: 'Version',
  accepts: ['string'],
  schema: versionSchema,
  matches(actual, operand) {
    const order = compareToVersion(actual, operand);
    return order === undefined ? undefined : order > 0;
  },
  matchRange(operand) {
    const { axis, at } = placeVersion(operand);
    return { axis, from: at, fromOpen: true };
  },
  vectors: [
    { actual: '2.10.0', operand: '2.9.1', matches: true },
    { actual: '2.3.0', operand: '2.3.0-rc.1', matches: true },
    { actual: '2.3.0-rc.10', operand: '2.3.0-rc.9', matches: true },
    { actual: '2.3.0', operand: '2.3', matches: false },
    { actual: 'latest', operand: '2.3', matches: false },
  ],
});
