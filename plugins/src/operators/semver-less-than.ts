import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { placeVersion } from '../values/place-version.ts';
import { compareToVersion, versionSchema } from '../values/version.ts';

/** Whether a text is an older version than this one. */
export const semverLessThan: Operator = defineOperator({
  name: 'semver-less-than',
  title: 'is older than version',
  negatedTitle: 'is not older than version',
  description:
    'A version below this one. A pre-release is older than its release: 2.3.0-beta is below 2.3.0. A text that is no version never matches.',
  group: 'Version',
  accepts: ['string'],
  schema: versionSchema,
  matches(actual, operand) {
    const order = compareToVersion(actual, operand);
    return order === undefined ? undefined : order < 0;
  },
  matchRange(operand) {
    const { axis, at } = placeVersion(operand);
    return { axis, to: at, toOpen: true };
  },
  vectors: [
    { actual: '2.9.1', operand: '2.10.0', matches: true },
    { actual: '2.3.0-beta', operand: '2.3.0', matches: true },
    { actual: '2.3.0-1', operand: '2.3.0-alpha', matches: true },
    { actual: '2.3.0', operand: '2.3.0+7', matches: false },
    { actual: '', operand: '2.3', matches: false },
  ],
});
