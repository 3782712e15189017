import { idLists, segmentDefinitionSchema } from '@hoist/core';
import { z } from 'zod';
import { freeKeySchema } from '../definitions/free-key.ts';
import { idsModes } from '../segments/change-ids.ts';
import { archiveOperations } from './archive-operations.ts';
import { defineOperation, listOf, named, namedInput, withReadBack } from './operation.ts';
import { pageShape } from './page.ts';
import { searchText } from './query.ts';
import { inEnvironmentView, publishedIn, useView } from './view-schemas.ts';

const around = {
  etag: z.string(),
  sentence: z.string(),
  uses: z.array(useView),
  publishedIn,
  environments: z.array(inEnvironmentView),
};

const segmentView = named(
  'Segment',
  z.object({ definition: named('SegmentDefinition', segmentDefinitionSchema), ...around }),
);

/** A segment in a list, without conditions; `included` and `excluded` are numbers of IDs. */
const listedSegmentView = named(
  'ListedSegment',
  z.object({
    definition: segmentDefinitionSchema
      .omit({ conditionGroups: true, longLists: true })
      .extend({ included: z.int().min(0), excluded: z.int().min(0) }),
    ...around,
  }),
);

/** What became of the IDs of a request. */
const idsChangedSchema = z.object({
  added: z.int().min(0),
  removed: z.int().min(0),
  /** There already, or gone. */
  unchanged: z.int().min(0),
  count: z.int().min(0),
  refused: z.int().min(0),
  /** The first 100 of them. */
  refusedLines: z.array(z.object({ line: z.int().min(1), message: z.string() })).max(100),
});

const path = '/api/v1/segments/{key}';

const made = segmentDefinitionSchema.shape;

export const listSegmentsOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/segments',
  id: 'listSegments',
  summary: 'Segments by name, with where they are used.',
  query: z.object({
    search: searchText,
    is: z.enum(['archived'], 'Say is=archived, or leave it out.').optional(),
    ...pageShape,
  }),
  response: listOf(listedSegmentView),
});

export const createSegmentOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/segments',
  id: 'createSegment',
  summary: 'Creates a segment.',
  request: namedInput(
    'NewSegment',
    withReadBack(
      segmentDefinitionSchema
        .omit({ revision: true, archivedAt: true, longLists: true })
        .extend({ key: freeKeySchema }),
      { revision: made.revision, archivedAt: made.archivedAt, longLists: made.longLists },
    ),
  ),
  response: segmentView,
  status: 201,
  tagged: true,
});

export const readSegmentOperation = defineOperation({
  method: 'GET',
  path,
  id: 'readSegment',
  summary: 'One segment.',
  response: segmentView,
  tagged: true,
});

export const changeSegmentOperation = defineOperation({
  method: 'PATCH',
  path,
  id: 'changeSegment',
  summary: 'Changes a segment: unprotected environments follow at once, protected ones after a review.',
  request: namedInput(
    'SegmentPatch',
    withReadBack(
      segmentDefinitionSchema
        .omit({ revision: true, key: true, archivedAt: true, longLists: true })
        .partial(),
      { revision: made.revision, key: made.key, archivedAt: made.archivedAt, longLists: made.longLists },
    ),
  ),
  response: segmentView,
  tagged: true,
  conditional: true,
});

const listSchema = z.enum(idLists, "Say which list: 'included' or 'excluded'.");

export const readIdsOperation = defineOperation({
  method: 'GET',
  path: `${path}/ids`,
  id: 'readSegmentIds',
  summary: 'All IDs of a list, one a line. The order says nothing.',
  query: z.object({ list: listSchema.default('included') }),
  answersText: 'text/plain',
  tagged: true,
});

export const changeIdsOperation = defineOperation({
  method: 'POST',
  path: `${path}/ids`,
  id: 'changeSegmentIds',
  summary:
    'Adds, removes or replaces IDs of a list, up to 16 MiB of them in one version: one a line, one JSON string a line, or a column of a table. A line that is wrong refuses no other. Replacing needs If-Match.',
  query: z.object({
    list: listSchema.default('included'),
    mode: z.enum(idsModes, "Say what to do: 'add', 'remove' or 'replace'.").default('add'),
    column: z.string().min(1).max(200).optional(),
  }),
  takesText: { types: ['text/plain', 'text/csv', 'application/x-ndjson'], mebibytes: 16 },
  response: named('IdsChanged', idsChangedSchema),
});

export const segmentArchive = archiveOperations({ noun: 'segment', name: 'Segment', view: segmentView });

export const segmentOperations = [
  listSegmentsOperation,
  createSegmentOperation,
  readSegmentOperation,
  changeSegmentOperation,
  readIdsOperation,
  changeIdsOperation,
  ...Object.values(segmentArchive),
];
