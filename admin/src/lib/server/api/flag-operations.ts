import { flagDefinitionSchema } from '@hoist/core';
import { z } from 'zod';
import { freeKeySchema } from '../definitions/free-key.ts';
import { flagFilters, flagSorts } from '../flags/flag-list.ts';
import { archiveOperations } from './archive-operations.ts';
import { defineOperation, listOf, named, namedInput, withReadBack } from './operation.ts';
import { pageShape } from './page.ts';
import { searchText } from './query.ts';
import { environmentView, publishedIn, rolloutView, sentenceView, settingView } from './view-schemas.ts';

const definitionShape = flagDefinitionSchema.shape;

const inEnvironment = {
  environment: environmentView,
  etag: z.string(),
  sentence: sentenceView,
  rollouts: z.array(rolloutView),
  pending: z.boolean(),
};

/** The revision of a definition that an environment serves; older than the latest if a change is pending. */
const publishedDefinitionView = named(
  'PublishedDefinition',
  z.object({
    revision: z.int(),
    clientVisible: z.boolean(),
    variants: z.array(z.object({ key: z.string(), value: z.unknown() })),
  }),
);

export const flagView = named(
  'Flag',
  z.object({
    definition: named('FlagDefinition', flagDefinitionSchema),
    etag: z.string(),
    publishedIn,
    environments: z.array(
      named(
        'FlagInEnvironment',
        z.object({
          ...inEnvironment,
          setting: settingView.nullable(),
          published: publishedDefinitionView.nullable(),
        }),
      ),
    ),
  }),
);

/** A flag in a list, without values, schemas and settings; reading the flag by its key gives those. */
const listedFlagView = named(
  'ListedFlag',
  z.object({
    definition: z
      .object({ ...definitionShape })
      .omit({ codeDefault: true, valueSchema: true })
      .extend({ variants: z.array(z.object({ key: z.string(), name: z.string() })) }),
    etag: z.string(),
    publishedIn,
    environments: z.array(z.object(inEnvironment)),
    /** True if an app evaluated this flag by its key in the last 30 days. */
    evaluated: z.boolean(),
    /**
     * The last day of use: its beginning (UTC) in ms since the Unix epoch; left out if there was none in the last 30
     * days.
     */
    lastDay: z.int().optional(),
    unusedDays: z.int().optional(),
  }),
);

const newFlag = namedInput(
  'NewFlag',
  withReadBack(
    z
      .object({ ...definitionShape, key: freeKeySchema })
      .omit({ revision: true, createdAt: true, archivedAt: true }),
    {
      revision: definitionShape.revision,
      createdAt: definitionShape.createdAt,
      archivedAt: definitionShape.archivedAt,
    },
  ),
);

const flagPatch = namedInput(
  'FlagPatch',
  withReadBack(
    z
      .object({ ...definitionShape })
      .omit({ revision: true, key: true, type: true, createdAt: true, archivedAt: true })
      .partial(),
    {
      revision: definitionShape.revision,
      key: definitionShape.key,
      type: definitionShape.type,
      createdAt: definitionShape.createdAt,
      archivedAt: definitionShape.archivedAt,
    },
  ),
);

const path = '/api/v1/flags/{key}';

export const listFlagsOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/flags',
  id: 'listFlags',
  summary: 'Flags with their setting in each environment, found by words, a state, or both.',
  query: z.object({
    search: searchText.meta({
      description:
        'Words, and env:prod on, is:stale, tag:, module:, owner:, kind:. 422 explains any other word with a colon.',
    }),
    is: z.enum(flagFilters).optional(),
    sort: z.enum(flagSorts).default('name'),
    ...pageShape,
  }),
  response: listOf(listedFlagView),
});

export const createFlagOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/flags',
  id: 'createFlag',
  summary: 'Creates a flag, not set up anywhere.',
  request: newFlag,
  response: flagView,
  status: 201,
  tagged: true,
});

export const readFlagOperation = defineOperation({
  method: 'GET',
  path,
  id: 'readFlag',
  summary: 'One flag in all environments.',
  response: flagView,
  tagged: true,
});

export const changeFlagOperation = defineOperation({
  method: 'PATCH',
  path,
  id: 'changeFlag',
  summary: 'Changes a definition. Its key and type never change.',
  request: flagPatch,
  response: flagView,
  tagged: true,
  conditional: true,
});

export const flagArchive = archiveOperations({ noun: 'flag', name: 'Flag', view: flagView });

export const flagOperations = [
  listFlagsOperation,
  createFlagOperation,
  readFlagOperation,
  changeFlagOperation,
  ...Object.values(flagArchive),
];
