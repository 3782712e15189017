import { bucketGroupSchema } from '@hoist/core';
import { z } from 'zod';
import { groupPatchSchema, newGroupSchema } from '../bucket-groups/group-input.ts';
import { defineOperation, listOf, named, namedInput } from './operation.ts';
import { pageShape } from './page.ts';
import { inEnvironmentView, useView } from './view-schemas.ts';

const groupView = named(
  'Group',
  z.object({
    definition: named('BucketGroup', bucketGroupSchema),
    etag: z.string(),
    sentence: z.string(),
    uses: z.array(useView),
    environments: z.array(inEnvironmentView),
  }),
);

const path = '/api/v1/bucket-groups/{key}';

export const listGroupsOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/bucket-groups',
  id: 'listGroups',
  summary: 'Bucket groups by key, with where they are used.',
  query: z.object(pageShape),
  response: listOf(groupView),
});

export const createGroupOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/bucket-groups',
  id: 'createGroup',
  summary:
    'Creates a bucket group. Without shares, the same people get its flags; with them, nobody gets two.',
  request: namedInput('NewGroup', newGroupSchema),
  response: groupView,
  status: 201,
  tagged: true,
});

export const readGroupOperation = defineOperation({
  method: 'GET',
  path,
  id: 'readGroup',
  summary: 'One bucket group.',
  response: groupView,
  tagged: true,
});

export const changeGroupOperation = defineOperation({
  method: 'PATCH',
  path,
  id: 'changeGroup',
  summary:
    'Changes a bucket group; shares are laid out so that the fewest people move. Unprotected environments follow at once, protected ones after a review.',
  request: namedInput('GroupPatch', groupPatchSchema),
  response: groupView,
  tagged: true,
  conditional: true,
});

export const bucketGroupOperations = [
  listGroupsOperation,
  createGroupOperation,
  readGroupOperation,
  changeGroupOperation,
];
