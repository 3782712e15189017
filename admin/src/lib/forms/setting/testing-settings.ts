import { settingSchema } from '@hoist/core';
import type { Json, Setting } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import fc from 'fast-check';
import { fixed } from './testing.ts';

const serves = fc.constantFrom<Json[]>(
  fixed('on'),
  fixed('off'),
  fixed('gone'),
  { strategy: 'acme:moon', params: { phase: 'full', of: [1, { two: null }] } },
  ...standardPlugins
    .filter((plugin) => plugin.kind === 'strategy')
    .flatMap(({ name, vectors }) => vectors.map(({ params }) => ({ strategy: name, params }))),
);
const conditions = fc.constantFrom<Json[]>(
  { attribute: 'plan', operator: 'acme:near', operand: { lat: 1.5 } },
  ...standardPlugins
    .filter((plugin) => plugin.kind === 'operator')
    .flatMap(({ name, vectors, accepts }) =>
      vectors.flatMap(({ operand }) =>
        [true, false].map((negate) => ({
          ...(accepts.length > 0 && { attribute: 'plan' }),
          ...{ operator: name, operand: operand ?? null, negate },
        })),
      ),
    ),
);
const keys = fc.uniqueArray(fc.constantFrom('staff', 'beta', 'v1.2', '__proto__'), { maxLength: 3 });
const rules = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    name: fc.constantFrom('', 'Ours'),
    enabled: fc.boolean(),
    segments: keys,
    conditions: fc.array(conditions, { minLength: 1, maxLength: 3 }),
    serve: serves,
  }),
  { selector: ({ id }) => id, maxLength: 4 },
);
/** Any valid setting that is on: with all serves and conditions of the standard plugins, and some that nobody has. */
export const anySetting: fc.Arbitrary<Setting> = fc
  .record(
    {
      enabled: fc.constant(true),
      prerequisites: fc.array(
        fc.record({ flag: fc.constantFrom('x', 'y.z'), variants: fc.constant(['on', 'a.b']) }),
        { maxLength: 2 },
      ),
      availability: fc.constantFrom<Json[]>(
        { mode: 'everywhere' },
        { mode: 'only', regions: ['DE', 'US-CA', 'EU'], reason: 'licence', reviewOn: '2027-02-01' },
        { mode: 'except', regions: ['BR'], unknownRegion: 'inside' },
      ),
      never: keys,
      rules,
      everyoneElse: serves,
      off: fc.constantFrom('off', null),
      bucketGroup: fc.constant('wave'),
      salt: fc.constant('abcdef'),
    },
    { requiredKeys: ['enabled', 'everyoneElse', 'salt'] },
  )
  .map((setting) => settingSchema.parse(setting));
