import { z } from 'zod';
import { comparisonFilters } from '../settings/compare-environments.ts';
import { defineOperation, listOf, named, namedInput } from './operation.ts';
import { pageShape } from './page.ts';
import { searchText } from './query.ts';

const comparedView = named(
  'ComparedFlag',
  z.object({
    key: z.string(),
    name: z.string(),
    from: z.string().meta({ description: 'Who gets it there, in words.' }),
    to: z.string(),
    fromEtag: z.string(),
    toEtag: z.string(),
    parts: z.array(z.object({ title: z.string(), from: z.string(), to: z.string() })),
    isDifferent: z.boolean(),
    canCopy: z.boolean().meta({ description: 'Whether "from" has a setting.' }),
    mark: z
      .object({ intended: z.boolean(), who: z.string(), when: z.iso.datetime() })
      .nullable()
      .meta({ description: 'What somebody said of this difference; null once either side has changed.' }),
  }),
);

const counts = z.object({ different: z.int(), open: z.int(), all: z.int() });

export const listComparisonOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/comparison',
  id: 'compareEnvironments',
  summary:
    'What two environments serve of every flag, by name: those that differ, "open" for those of them that nobody called intended, or all.',
  query: z.object({
    from: z.string(),
    to: z.string(),
    show: z.enum(comparisonFilters).default('different'),
    search: searchText,
    ...pageShape,
  }),
  response: listOf(comparedView).extend({ counts }),
});

export const markDifferenceSchema = namedInput(
  'MarkDifference',
  z.object({
    from: z.string(),
    to: z.string(),
    fromEtag: z.string(),
    toEtag: z.string(),
    intended: z.boolean().nullable().meta({ description: 'Null takes back what was said.' }),
  }),
);

export const markDifferenceOperation = defineOperation({
  method: 'PUT',
  path: '/api/v1/flags/{key}/difference',
  id: 'markDifference',
  summary:
    'Says of the difference between two environments that it is intended, or is not. It holds until either setting changes; 409 where one has since it was read.',
  request: markDifferenceSchema,
});

export const comparisonOperations = [listComparisonOperation, markDifferenceOperation];
