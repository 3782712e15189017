import { bucketGroupSchema } from '@hoist/core';
import { z } from 'zod';
import { bucketGroupPatchSchema, newBucketGroupSchema } from '../bucket-groups/group-input.ts';
import { defineOperation, listOf, named, namedInput, withReadBack } from './operation.ts';
import { pageShape } from './page.ts';
import { inEnvironmentView, useView } from './view-schemas.ts';

const made = bucketGroupSchema.shape;

const groupView = named(
  'BucketGroup',
  z.object({
    definition: named('BucketGroupDefinition', bucketGroupSchema),
    etag: z.string(),
    sentence: z.string(),
    uses: z.array(useView),
    environments: z.array(inEnvironmentView),
  }),
);

const path = '/api/v1/bucket-groups/{key}';

export const listBucketGroupsOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/bucket-groups',
  id: 'listBucketGroups',
  summary: 'Bucket groups by key, with where they are used.',
  query: z.object(pageShape),
  response: listOf(groupView),
});

export const createBucketGroupOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/bucket-groups',
  id: 'createBucketGroup',
  summary:
    'Creates a bucket group. Without shares, the same people get its flags; with them, nobody gets two.',
  request: namedInput(
    'NewBucketGroup',
    withReadBack(newBucketGroupSchema, { revision: made.revision, salt: made.salt }),
  ),
  response: groupView,
  status: 201,
  tagged: true,
});

export const readBucketGroupOperation = defineOperation({
  method: 'GET',
  path,
  id: 'readBucketGroup',
  summary: 'One bucket group.',
  response: groupView,
  tagged: true,
});

export const changeBucketGroupOperation = defineOperation({
  method: 'PATCH',
  path,
  id: 'changeBucketGroup',
  summary:
    'Changes a bucket group; shares are laid out so that the fewest people move. Unprotected environments follow at once, protected ones after a review.',
  request: namedInput(
    'BucketGroupPatch',
    withReadBack(bucketGroupPatchSchema, { revision: made.revision, key: made.key, salt: made.salt }),
  ),
  response: groupView,
  tagged: true,
  conditional: true,
});

export const bucketGroupOperations = [
  listBucketGroupsOperation,
  createBucketGroupOperation,
  readBucketGroupOperation,
  changeBucketGroupOperation,
];
