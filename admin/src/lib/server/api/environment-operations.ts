import { environmentSchema, versionRecordSchema } from '@hoist/core';
import { z } from 'zod';
import { definitionKinds } from '../definitions/definition-kind.ts';
import { environmentPatchSchema, newEnvironmentSchema } from '../environments/environment-input.ts';
import { comment, reviewSchema } from './review-input.ts';
import { defineOperation, listOf, named, namedInput, withReadBack } from './operation.ts';
import { pageShape } from './page.ts';
import { environmentView } from './view-schemas.ts';

const pendingList = listOf(
  named(
    'Pending',
    z.object({
      kind: z.enum(definitionKinds),
      key: z.string(),
      name: z.string(),
      published: z.int(),
      latest: z.int(),
      differences: z.array(z.string()),
      affects: z.array(z.string()),
      problems: z.array(z.string()),
    }),
  ),
);

const revivedKey = z.object({ environment: z.string(), id: z.string(), name: z.string() });
const pendingPath = '/api/v1/environments/{environment}/pending';

const relayIds = z.array(z.string());
const environmentStatus = named(
  'EnvironmentStatus',
  z.object({
    environment: environmentView,
    etag: z.string(),
    version: z.int(),
    pending: z.int(),
    servedBy: relayIds.meta({ description: 'The relays that serve it.' }),
    notServedBy: relayIds.meta({
      description: 'Relays that run and do not serve it, like those that are limited to other environments.',
    }),
  }),
);
const environmentPath = '/api/v1/environments/{environment}';

export const listEnvironmentsOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/environments',
  id: 'listEnvironments',
  summary:
    'Environments in their order, with the version that each serves, how many changes are pending, and the relays that serve it.',
  query: z.object(pageShape),
  response: listOf(environmentStatus),
});

export const createEnvironmentOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/environments',
  id: 'createEnvironment',
  summary:
    'Creates an environment, in which no flag is set up. Every admin and every relay that is not limited to others serves it within seconds. For administrators.',
  request: namedInput('NewEnvironment', newEnvironmentSchema),
  response: environmentStatus,
  status: 201,
  tagged: true,
});

export const readEnvironmentOperation = defineOperation({
  method: 'GET',
  path: environmentPath,
  id: 'readEnvironment',
  summary: 'One environment.',
  response: environmentStatus,
  tagged: true,
});

export const changeEnvironmentOperation = defineOperation({
  method: 'PATCH',
  path: environmentPath,
  id: 'changeEnvironment',
  summary:
    'Renames, recolours or moves an environment, or changes whether it is protected; without protection, what is pending there follows at once. For administrators.',
  request: namedInput(
    'EnvironmentPatch',
    withReadBack(environmentPatchSchema, { key: environmentSchema.shape.key }),
  ),
  response: environmentStatus,
  tagged: true,
  conditional: true,
});

export const listPendingOperation = defineOperation({
  method: 'GET',
  path: pendingPath,
  id: 'listPending',
  summary: 'Definitions that a protected environment does not serve yet.',
  query: z.object(pageShape),
  response: pendingList,
});

export const publishPendingOperation = defineOperation({
  method: 'POST',
  path: pendingPath,
  id: 'publishPending',
  summary:
    'Publishes exactly the reviewed entries as one version; 409 if one of them has changed since. Answers the first page of what is still pending.',
  request: namedInput('Review', reviewSchema),
  response: pendingList,
});

export const listVersionsOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/versions/{environment}',
  id: 'listVersions',
  summary:
    'What was published in an environment, by whom, in words, ascending. `after` is the number of a version.',
  query: z.object({ after: z.coerce.number().int().min(0).default(0), limit: pageShape.limit }),
  response: listOf(named('Version', versionRecordSchema)),
});

export const readEpochOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/epoch',
  id: 'readEpoch',
  summary: 'Whether relays are ahead of the store, as they are after an older copy of it was restored.',
  response: named(
    'Epoch',
    z.object({ epoch: z.int(), divergences: z.array(z.string()), revived: z.array(revivedKey) }),
  ),
});

export const raiseEpochOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/epoch',
  id: 'raiseEpoch',
  summary:
    'Begins a newer epoch of every log, which relays follow wherever they stand, and revokes again what they have seen revoked. For administrators.',
  request: namedInput('RaiseEpoch', z.object({ comment })),
  response: named('RaisedEpoch', z.object({ epoch: z.int(), revokedAgain: z.int() })),
});

export const environmentOperations = [
  listEnvironmentsOperation,
  createEnvironmentOperation,
  readEnvironmentOperation,
  changeEnvironmentOperation,
  listPendingOperation,
  publishPendingOperation,
  listVersionsOperation,
  readEpochOperation,
  raiseEpochOperation,
];
