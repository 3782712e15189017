import { regionsDefinitionSchema, regionsSchema } from '@hoist/core';
import { z } from 'zod';
import { defineOperation, named, namedInput, withReadBack } from './operation.ts';
import { inEnvironmentView } from './view-schemas.ts';

const regionsView = named(
  'Regions',
  z.object({
    definition: named('RegionsDefinition', regionsDefinitionSchema),
    etag: z.string(),
    environments: z.array(inEnvironmentView),
  }),
);

const path = '/api/v1/regions';

export const readRegionsOperation = defineOperation({
  method: 'GET',
  path,
  id: 'readRegions',
  summary: "Which attribute says where a person is, and the installation's own region groups: one document.",
  response: regionsView,
  tagged: true,
});

export const changeRegionsOperation = defineOperation({
  method: 'PUT',
  path,
  id: 'changeRegions',
  summary:
    'Replaces them all: unprotected environments follow at once, protected ones after a review. A region group that is used cannot be removed.',
  request: namedInput(
    'NewRegions',
    withReadBack(regionsSchema, { revision: regionsDefinitionSchema.shape.revision }),
  ),
  response: regionsView,
  tagged: true,
  conditional: true,
});

export const regionOperations = [readRegionsOperation, changeRegionsOperation];
