import { segmentDefinitionSchema } from '@hoist/core';
import { z } from 'zod';
import { freeKeySchema } from '../definitions/free-key.ts';
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
      .omit({ conditionGroups: true })
      .extend({ included: z.int().min(0), excluded: z.int().min(0) }),
    ...around,
  }),
);

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
      segmentDefinitionSchema.omit({ revision: true, archivedAt: true }).extend({ key: freeKeySchema }),
      { revision: made.revision, archivedAt: made.archivedAt },
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
    withReadBack(segmentDefinitionSchema.omit({ revision: true, key: true, archivedAt: true }).partial(), {
      revision: made.revision,
      key: made.key,
      archivedAt: made.archivedAt,
    }),
  ),
  response: segmentView,
  tagged: true,
  conditional: true,
});

export const segmentArchive = archiveOperations({ noun: 'segment', name: 'Segment', view: segmentView });

export const segmentOperations = [
  listSegmentsOperation,
  createSegmentOperation,
  readSegmentOperation,
  changeSegmentOperation,
  ...Object.values(segmentArchive),
];
