import { defineOperator, limits, regionNameSchema } from '@hoist/core';
import { describeRegions } from '@hoist/core/words';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

/** Whether a text is the code of a country, or of a part of one, in these regions. */
export const inRegion: Operator = defineOperator({
  name: 'in-region',
  title: 'is in region',
  negatedTitle: 'is not in region',
  description:
    'A country (DE), a part of one (US-CA) or a group (EU, EEA, LATAM, your own). A code of ISO 3166 in any case; other texts never match, nor does a country of which only a part is listed.',
  group: 'Region',
  accepts: ['string'],
  defaultAttribute: 'region',
  schema: z
    .array(regionNameSchema.meta({ format: 'region' }))
    .min(1, 'Choose at least one region.')
    .max(limits.regions, `At most ${limits.regions} regions.`)
    .meta({ title: 'Regions' }),
  references: (operand) => ({ regions: operand }),
  matches: (actual, _operand, subject) => subject.inRegions(actual),
  describe: (operand, { negate }) => `${negate ? 'is not' : 'is'} in ${describeRegions(operand, 'or')}`,
  vectors: [
    { actual: 'DE', operand: ['DE', 'AT'], matches: true },
    { actual: 'de', operand: ['DACH'], matches: true },
    { actual: 'NO', operand: ['EU'], matches: false },
    { actual: 'NO', operand: ['EEA'], matches: true },
    { actual: 'US-CA', operand: ['US'], matches: true },
    { actual: 'US-CA', operand: ['US-CA', 'US-NY'], matches: true },
    { actual: 'US-TX', operand: ['US-CA'], matches: false },
    { actual: 'US', operand: ['US-CA'], matches: false },
    { actual: 'BR', operand: ['LATAM'], matches: true },
    { actual: 'Germany', operand: ['DE'], matches: false },
  ],
});
