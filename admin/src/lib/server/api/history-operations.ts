import { changeKinds } from '@hoist/core';
import type { ChangeKind } from '@hoist/core';
import { z } from 'zod';
import { thingKinds } from '../history/changed-things.ts';
import { comment } from './review-input.ts';
import { defineOperation, listOf, named, namedInput } from './operation.ts';
import { flagView } from './flag-operations.ts';
import { pageShape } from './page.ts';
import { flagSettingView } from './setting-operations.ts';

const flag = '/api/v1/flags/{key}';
const placed = `${flag}/environments/{environment}`;

const flagChangeView = named(
  'FlagChange',
  z.object({
    environment: z.string().nullable().meta({ description: 'Null for a change of the flag itself.' }),
    version: z.int().meta({
      description: "The number of the version in the environment's log, or in that of definitions.",
    }),
    kind: z.string(),
    who: z.object({ kind: z.string(), name: z.string() }),
    when: z.iso.datetime(),
    said: z.string(),
    comment: z.string().nullable(),
  }),
);

const changeDetailView = named(
  'FlagChangeDetail',
  z.object({
    change: flagChangeView,
    before: z.unknown().meta({ description: 'What stood there before; null for nothing.' }),
    after: z.unknown().meta({ description: 'What stood there after it; null for nothing.' }),
    replacedAt: z.iso.datetime().nullable().meta({ description: 'Null while it is what is there.' }),
  }),
);

/** A kind of thing, or one thing of a kind of which there are many. */
const thingPattern = /^(flag|segment|bucket-group|environment)(\/.+)?$|^(regions|key)$/;

const filterShape = {
  thing: z
    .string()
    .max(200)
    .regex(thingPattern)
    .optional()
    .meta({
      description: `A kind of thing (${thingKinds.join(', ')}), or one of them: flag/checkout.`,
    }),
  environment: z.string().optional().meta({ description: 'What it serves, and its keys.' }),
  person: z
    .string()
    .max(200)
    .regex(/^[a-z-]+\/./)
    .optional()
    .meta({
      description: "Who made them: the kind and the id of an answer's `who`, with a / between.",
    }),
  kind: z.enum(Object.keys(changeKinds) as [ChangeKind, ...ChangeKind[]]).optional(),
  from: z.iso.datetime({ offset: true }).optional().meta({ description: 'Made at this instant or later.' }),
  to: z.iso.datetime({ offset: true }).optional().meta({ description: 'Made before this instant.' }),
};

const thingView = z.object({
  kind: z.enum(thingKinds),
  key: z.string().meta({ description: 'Empty for regions and for the keys of an environment.' }),
});

const changeView = named(
  'Change',
  z.object({
    log: z.string(),
    environment: z.string().nullable().meta({ description: 'Null for a change of what is defined.' }),
    version: z.int(),
    kind: z.string(),
    who: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    when: z.iso.datetime(),
    said: z.string(),
    comment: z.string().nullable(),
    about: z.array(thingView).meta({ description: 'What it changed: flags first, and no more than five.' }),
    more: z.int().meta({ description: 'How many more things it changed.' }),
  }),
);

export const listChangesOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/history',
  id: 'listChanges',
  summary: 'Everything that was changed, newest first, in the words and names of its moment.',
  query: z.object({ ...filterShape, ...pageShape }),
  response: listOf(changeView),
});

export const exportChangesOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/history/export',
  id: 'exportChanges',
  summary: 'The same as a file of JSON lines, all of it, read while it is sent.',
  query: z.object(filterShape),
  answersText: 'application/x-ndjson',
});

export const listHistoryOperation = defineOperation({
  method: 'GET',
  path: `${flag}/history`,
  id: 'listFlagHistory',
  summary:
    'What was changed of a flag and of its settings, newest first. With "environment" only there, and of the flag itself.',
  query: z.object({ environment: z.string().optional(), ...pageShape }),
  response: listOf(flagChangeView),
});

export const readSettingVersionOperation = defineOperation({
  method: 'GET',
  path: `${placed}/versions/{version}`,
  id: 'readSettingVersion',
  summary: 'One change of what an environment serves of a flag, with that before and after it.',
  response: changeDetailView,
});

export const restoreSettingOperation = defineOperation({
  method: 'POST',
  path: `${placed}/versions/{version}/restore`,
  id: 'restoreSetting',
  summary:
    'Publishes the setting after that change again, as a new version. Its rollouts come back paused where they stood when it was replaced. 422 names what it needs and nobody has any more. A protected environment wants a comment.',
  request: namedInput('RestoreSetting', z.object({ comment })),
  response: flagSettingView,
  tagged: true,
  conditional: true,
});

export const readFlagVersionOperation = defineOperation({
  method: 'GET',
  path: `${flag}/versions/{version}`,
  id: 'readFlagVersion',
  summary: 'One change of the definition of a flag, with that before and after it.',
  response: changeDetailView,
});

export const restoreFlagVersionOperation = defineOperation({
  method: 'POST',
  path: `${flag}/versions/{version}/restore`,
  id: 'restoreFlagVersion',
  summary: 'Gives a flag the definition after that change again, as a new version.',
  response: flagView,
  tagged: true,
  conditional: true,
});

export const historyOperations = [
  listChangesOperation,
  exportChangesOperation,
  listHistoryOperation,
  readSettingVersionOperation,
  restoreSettingOperation,
  readFlagVersionOperation,
  restoreFlagVersionOperation,
];
