import {
  environmentSchema,
  flagDefinitionSchema,
  keyringEntrySchema,
  segmentDefinitionSchema,
  settingSchema,
  versionRecordSchema,
} from '@hoist/core';
import { z } from 'zod';
import { reviewedEntrySchema } from './inputs.ts';

type JsonSchema = Record<string, unknown>;

interface Operation {
  readonly path: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly id: string;
  readonly summary: string;
  readonly request?: JsonSchema;
  readonly response?: JsonSchema;
  readonly status?: number;
  readonly query?: readonly string[];
  readonly requiredQuery?: readonly string[];
  /** Needs If-Match, and answers an ETag. */
  readonly conditional?: boolean;
}

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const listOf = (name: string): JsonSchema => ({ type: 'array', items: ref(name) });
const object = (properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema => ({
  type: 'object',
  properties,
  required,
});
const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'integer' };
const flag: JsonSchema = { type: 'boolean' };

const input = (schema: z.ZodType): JsonSchema => withoutMeta(z.toJSONSchema(schema, { io: 'input' }));
const output = (schema: z.ZodType): JsonSchema => withoutMeta(z.toJSONSchema(schema));

const sentence = object({ state: { enum: ['not-set-up', 'off', 'on'] }, text, short: text });
const settingOrNull: JsonSchema = { anyOf: [ref('Setting'), { type: 'null' }] };

const schemas: Record<string, JsonSchema> = {
  Environment: output(environmentSchema),
  FlagDefinition: output(flagDefinitionSchema),
  NewFlag: input(z.object({ ...flagDefinitionSchema.shape }).omit({ revision: true })),
  FlagPatch: input(
    z
      .object({ ...flagDefinitionSchema.shape })
      .omit({ revision: true, key: true, type: true })
      .partial(),
  ),
  SegmentDefinition: output(segmentDefinitionSchema),
  NewSegment: input(segmentDefinitionSchema.omit({ revision: true })),
  SegmentPatch: input(segmentDefinitionSchema.omit({ revision: true, key: true }).partial()),
  Setting: output(settingSchema),
  NewSetting: input(z.object({ ...settingSchema.shape }).omit({ salt: true })),
  Key: output(keyringEntrySchema.omit({ hash: true })),
  Version: output(versionRecordSchema),
  Flag: object({ definition: ref('FlagDefinition'), etag: text, environments: listOf('FlagInEnvironment') }),
  FlagInEnvironment: object({
    environment: ref('Environment'),
    setting: settingOrNull,
    etag: text,
    sentence,
    waiting: flag,
  }),
  FlagSetting: object({
    flag: text,
    environment: text,
    setting: settingOrNull,
    sentence,
    waiting: flag,
    etag: text,
  }),
  Segment: object({
    definition: ref('SegmentDefinition'),
    etag: text,
    sentence: text,
    uses: { type: 'array', items: object({ environment: ref('Environment'), flag: text, name: text }) },
    environments: {
      type: 'array',
      items: object({ environment: ref('Environment'), revision: number, waiting: flag }, [
        'environment',
        'waiting',
      ]),
    },
  }),
  Waiting: object({
    kind: { enum: ['flag', 'segment'] },
    key: text,
    name: text,
    served: number,
    newest: number,
    differences: { type: 'array', items: text },
    affects: { type: 'array', items: text },
  }),
  ReviewedEntry: input(reviewedEntrySchema),
  Problem: object(
    {
      type: text,
      status: number,
      title: text,
      detail: text,
      fields: { type: 'object', additionalProperties: text },
      theirs: {},
    },
    ['type', 'status', 'title', 'detail'],
  ),
};

const onFlag = '/api/v1/flags/{key}';
const onSetting = '/api/v1/flags/{key}/environments/{environment}';
const waitingList = object({ waiting: listOf('Waiting') });

const operations: readonly Operation[] = [
  {
    path: '/api/v1/environments',
    method: 'get',
    id: 'listEnvironments',
    summary: 'Environments in their order, with the version each serves and how much waits for a review.',
    response: object({
      environments: {
        type: 'array',
        items: object({ environment: ref('Environment'), version: number, waiting: number }),
      },
    }),
  },
  {
    path: '/api/v1/environments/{environment}/waiting',
    method: 'get',
    id: 'listWaiting',
    summary: 'Definitions that a protected environment does not serve yet.',
    response: waitingList,
  },
  {
    path: '/api/v1/environments/{environment}/waiting',
    method: 'post',
    id: 'publishWaiting',
    summary: 'Publishes exactly the reviewed entries as one version; 409 if one of them has changed since.',
    request: object({ entries: listOf('ReviewedEntry'), comment: text }, ['entries']),
    response: waitingList,
  },
  {
    path: '/api/v1/flags',
    method: 'get',
    id: 'listFlags',
    summary: 'A page of flags by name, with their setting in each environment.',
    query: ['search', 'page', 'size'],
    response: object({ flags: listOf('Flag'), total: number }),
  },
  {
    path: '/api/v1/flags',
    method: 'post',
    id: 'createFlag',
    summary: 'Creates a flag, not set up anywhere.',
    request: ref('NewFlag'),
    response: ref('Flag'),
    status: 201,
  },
  {
    path: onFlag,
    method: 'get',
    id: 'readFlag',
    summary: 'One flag in all environments.',
    response: ref('Flag'),
  },
  {
    path: onFlag,
    method: 'patch',
    id: 'changeFlag',
    summary: 'Changes a definition. Its key and type are for ever.',
    request: ref('FlagPatch'),
    response: ref('Flag'),
    conditional: true,
  },
  {
    path: onSetting,
    method: 'get',
    id: 'readSetting',
    summary: 'Who gets a flag in one environment.',
    response: ref('FlagSetting'),
  },
  {
    path: onSetting,
    method: 'put',
    id: 'saveSetting',
    summary: 'Publishes a setting. A protected environment wants a comment.',
    request: object({ setting: ref('NewSetting'), comment: text }, ['setting']),
    response: ref('FlagSetting'),
    conditional: true,
  },
  {
    path: onSetting,
    method: 'patch',
    id: 'switchFlag',
    summary: 'Turns a flag that is set up on or off.',
    request: object({ enabled: flag, comment: text }, ['enabled']),
    response: ref('FlagSetting'),
    conditional: true,
  },
  {
    path: '/api/v1/segments',
    method: 'get',
    id: 'listSegments',
    summary: 'Segments by name, with where they are used.',
    query: ['search'],
    response: object({ segments: listOf('Segment') }),
  },
  {
    path: '/api/v1/segments',
    method: 'post',
    id: 'createSegment',
    summary: 'Creates a segment.',
    request: ref('NewSegment'),
    response: ref('Segment'),
    status: 201,
  },
  {
    path: '/api/v1/segments/{key}',
    method: 'get',
    id: 'readSegment',
    summary: 'One segment.',
    response: ref('Segment'),
  },
  {
    path: '/api/v1/segments/{key}',
    method: 'patch',
    id: 'changeSegment',
    summary: 'Changes a segment: unprotected environments follow at once, protected ones after a review.',
    request: ref('SegmentPatch'),
    response: ref('Segment'),
    conditional: true,
  },
  {
    path: '/api/v1/versions/{environment}',
    method: 'get',
    id: 'listVersions',
    summary: 'What was published in an environment, by whom and why; 100 versions after the given one.',
    query: ['after'],
    response: object({ versions: listOf('Version') }),
  },
  {
    path: '/api/v1/keys',
    method: 'get',
    id: 'listKeys',
    summary: 'The keys of an environment, without their texts.',
    requiredQuery: ['environment'],
    response: object({ keys: listOf('Key') }),
  },
  {
    path: '/api/v1/keys',
    method: 'post',
    id: 'createKey',
    summary: 'Makes a key. Its text is in this answer and nowhere else.',
    request: object({ environment: text, name: text, scope: { enum: ['server', 'client'] } }),
    response: { allOf: [ref('Key'), object({ key: text })] },
    status: 201,
  },
  {
    path: '/api/v1/keys/{id}',
    method: 'delete',
    id: 'revokeKey',
    summary: 'Revokes a key for ever.',
    requiredQuery: ['environment'],
    status: 204,
  },
];

/** The REST API as an OpenAPI 3.1 document, made from the schemas that check its input. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Hoist',
    version: '1',
    description:
      'The use cases of the admin, for machines. Writes that change a thing say what they are based on: If-Match.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ token: [] }],
  paths: toPaths(operations),
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas },
};

function toPaths(list: readonly Operation[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of list) (paths[operation.path] ??= {})[operation.method] = toOperation(operation);
  return paths;
}

function toOperation({
  id,
  summary,
  path,
  request,
  response,
  status = 200,
  conditional,
  ...queries
}: Operation): unknown {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) =>
    parameter(name ?? '', 'path', { required: true }),
  );
  const inQuery = (queries.query ?? []).map((name) => parameter(name, 'query', { required: false }));
  const neededQuery = (queries.requiredQuery ?? []).map((name) =>
    parameter(name, 'query', { required: true }),
  );
  const inHeader = conditional ? [parameter('If-Match', 'header', { required: true })] : [];
  const headers = conditional ? { headers: { ETag: { schema: text } } } : {};
  return {
    operationId: id,
    summary,
    parameters: [...inPath, ...inQuery, ...neededQuery, ...inHeader],
    ...(request
      ? { requestBody: { required: true, content: { 'application/json': { schema: request } } } }
      : {}),
    responses: {
      [status]: {
        description: 'Done.',
        ...headers,
        ...(response ? { content: { 'application/json': { schema: response } } } : {}),
      },
      default: {
        description: 'What went wrong, with the next step.',
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    },
  };
}

function parameter(
  name: string,
  place: 'path' | 'query' | 'header',
  { required }: { required: boolean },
): unknown {
  return { name, in: place, required, schema: text };
}

function withoutMeta({ $schema: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
