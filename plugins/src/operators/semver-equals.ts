import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { placeVersion } from '../values/place-version.ts';
import { compareToVersion, versionSchema } from '../values/version.ts';

/** Whether a text is this version. */
export const semverEquals: Operator = defineOperator({
  name: 'semver-equals',
  title: 'is version',
  negatedTitle: 'is not version',
  description:
    'The same version: a leading v, a missing .0 and build metadata make no difference. A text that is no version never matches.',
  group: 'Version',
  accepts: ['string'],
  schema: versionSchema,
  matches(actual, operand) {
    const order = compareToVersion(actual, operand);
    return order === undefined ? undefined : order === 0;
  },
  matchRange(operand) {
    const { axis, at } = placeVersion(operand);
    return { axis, from: at, to: at };
  },
  vectors: [
    { actual: '2.3.0', operand: '2.3.0', matches: true },
    { actual: 'v2.3', operand: '2.3.0+build.7', matches: true },
    { actual: '2.3.1', operand: '2.3', matches: false },
    { actual: '2.3.0-beta', operand: '2.3.0', matches: false },
    { actual: '2.3.0.0', operand: '2.3.0', matches: false },
    { actual: 2.3, operand: '2.3.0', matches: false },
  ],
});
