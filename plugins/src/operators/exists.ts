import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';

/** Whether an attribute is there at all. */
export const exists: Operator = defineOperator({
  name: 'exists',
  title: 'is present',
  negatedTitle: 'is missing',
  description: 'The app sent this attribute, with any value. Null counts as missing.',
  group: 'General',
  accepts: ['missing', 'string', 'number', 'boolean', 'list', 'object'],
  schema: null,
  matches: (actual) => actual !== undefined,
  matchRange: () => ({ present: true }),
  vectors: [
    { actual: 'pro', matches: true },
    { actual: '', matches: true },
    { actual: 0, matches: true },
    { actual: false, matches: true },
    { actual: [], matches: true },
    { actual: {}, matches: true },
    { actual: null, matches: false },
    { matches: false },
  ],
});
