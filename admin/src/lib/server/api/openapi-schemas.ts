import {
  bucketGroupSchema,
  environmentSchema,
  flagDefinitionSchema,
  keyringEntrySchema,
  regionsDefinitionSchema,
  regionsSchema,
  segmentDefinitionSchema,
  settingSchema,
  versionRecordSchema,
} from '@hoist/core';
import { z } from 'zod';
import { definitionKinds } from '../definitions/definition-kind.ts';
import { flagFilters } from '../flags/flag-list.ts';
import { groupPatchSchema, newGroupSchema } from '../bucket-groups/group-input.ts';
import { reviewedEntrySchema } from './inputs.ts';
import { problemSchema } from './problem-schema.ts';

/** A JSON Schema, as OpenAPI 3.1 takes it. */
export type JsonSchema = Record<string, unknown>;

/** Points at one of the named schemas. */
export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
export const listOf = (name: string): JsonSchema => ({ type: 'array', items: ref(name) });
export const object = (
  properties: Record<string, JsonSchema>,
  required = Object.keys(properties),
): JsonSchema => ({
  type: 'object',
  properties,
  required,
});
export const text: JsonSchema = { type: 'string' };
export const number: JsonSchema = { type: 'integer' };
export const flag: JsonSchema = { type: 'boolean' };

const input = (schema: z.ZodType): JsonSchema => withoutMeta(z.toJSONSchema(schema, { io: 'input' }));
const output = (schema: z.ZodType): JsonSchema => withoutMeta(z.toJSONSchema(schema));

const sentence = object({ state: { enum: ['not-set-up', 'off', 'on'] }, text, short: text });
/** In 0.001 %. */
const share = number;
const settingOrNull: JsonSchema = { anyOf: [ref('Setting'), { type: 'null' }] };

/** Keys of environments. */
const publishedIn: JsonSchema = { type: 'array', items: text };

/** A flag in one environment, as lists have it. */
const inEnvironment = {
  environment: ref('Environment'),
  etag: text,
  sentence,
  rollout: ref('Rollout'),
  pending: flag,
};

/** What requests and answers consist of, made from the schemas that check input. */
export const schemas: Record<string, JsonSchema> = {
  Environment: output(environmentSchema),
  FlagDefinition: output(flagDefinitionSchema),
  NewFlag: input(
    z.object({ ...flagDefinitionSchema.shape }).omit({ revision: true, createdAt: true, archivedAt: true }),
  ),
  FlagPatch: input(
    z
      .object({ ...flagDefinitionSchema.shape })
      .omit({ revision: true, key: true, type: true, createdAt: true, archivedAt: true })
      .partial(),
  ),
  SegmentDefinition: output(segmentDefinitionSchema),
  NewSegment: input(segmentDefinitionSchema.omit({ revision: true, archivedAt: true })),
  SegmentPatch: input(
    segmentDefinitionSchema.omit({ revision: true, key: true, archivedAt: true }).partial(),
  ),
  Setting: output(settingSchema),
  NewSetting: input(z.object({ ...settingSchema.shape }).omit({ salt: true })),
  Key: output(keyringEntrySchema.omit({ hash: true }).extend({ lastUsedOn: z.iso.date().nullable() })),
  /** With its text, this once. */
  MadeKey: output(keyringEntrySchema.omit({ hash: true }).extend({ key: z.string() })),
  Version: output(versionRecordSchema),
  Flag: object({
    definition: ref('FlagDefinition'),
    etag: text,
    publishedIn,
    environments: listOf('FlagInEnvironment'),
  }),
  /** Without values, schemas and settings: one flag by its key has them. */
  ListedFlag: object(
    {
      definition: output(
        z
          .object({ ...flagDefinitionSchema.shape })
          .omit({ codeDefault: true, valueSchema: true })
          .extend({ variants: z.array(z.object({ key: z.string(), name: z.string() })) }),
      ),
      etag: text,
      publishedIn,
      environments: {
        type: 'array',
        items: object(inEnvironment, ['environment', 'etag', 'sentence', 'pending']),
      },
      /** Whether an app asked for it by itself in the last 30 days, or it was delivered with all flags at most. */
      evaluated: flag,
      /** ms since epoch, the beginning of a day in UTC; absent for never in the last 30 days. */
      lastDay: number,
      unusedDays: number,
    },
    ['definition', 'etag', 'publishedIn', 'environments', 'evaluated'],
  ),
  FlagCounts: object(Object.fromEntries(['all', ...flagFilters].map((filter) => [filter, number]))),
  Rollout: object({
    variant: text,
    state: { enum: ['running', 'paused', 'stopped', 'finished'] },
    share,
    steps: { type: 'array', items: object({ share, at: number }, ['share']) },
    position: { type: 'number' },
  }),
  FlagInEnvironment: object(
    {
      ...inEnvironment,
      setting: settingOrNull,
      published: { anyOf: [ref('PublishedDefinition'), { type: 'null' }] },
    },
    ['environment', 'setting', 'published', 'etag', 'sentence', 'pending'],
  ),
  /** What the environment serves of the flag's definition: an older revision than the latest where a change is pending. */
  PublishedDefinition: object({
    revision: number,
    clientVisible: flag,
    variants: { type: 'array', items: object({ key: text, value: {} }) },
  }),
  FlagSetting: object(
    {
      flag: text,
      environment: text,
      setting: settingOrNull,
      sentence,
      rollout: ref('Rollout'),
      pending: flag,
      etag: text,
    },
    ['flag', 'environment', 'setting', 'sentence', 'pending', 'etag'],
  ),
  Segment: object({
    definition: ref('SegmentDefinition'),
    etag: text,
    sentence: text,
    uses: listOf('Use'),
    publishedIn,
    environments: listOf('InEnvironment'),
  }),
  /** Without conditions; `included` and `excluded` are how many IDs they list. */
  ListedSegment: object({
    definition: output(
      segmentDefinitionSchema
        .omit({ conditionGroups: true })
        .extend({ included: z.int().min(0), excluded: z.int().min(0) }),
    ),
    etag: text,
    sentence: text,
    uses: listOf('Use'),
    publishedIn,
    environments: listOf('InEnvironment'),
  }),
  Use: object({ environment: ref('Environment'), flag: text, name: text }),
  InEnvironment: object(
    { environment: ref('Environment'), revision: number, sentence: text, pending: flag },
    ['environment', 'pending'],
  ),
  BucketGroup: output(bucketGroupSchema),
  NewGroup: input(newGroupSchema),
  GroupPatch: input(groupPatchSchema),
  Group: object({
    definition: ref('BucketGroup'),
    etag: text,
    sentence: text,
    uses: listOf('Use'),
    environments: listOf('InEnvironment'),
  }),
  RegionsDefinition: output(regionsDefinitionSchema),
  NewRegions: input(regionsSchema),
  Regions: object({
    definition: ref('RegionsDefinition'),
    etag: text,
    environments: listOf('InEnvironment'),
  }),
  Pending: object({
    kind: { enum: [...definitionKinds] },
    key: text,
    name: text,
    published: number,
    latest: number,
    differences: { type: 'array', items: text },
    affects: { type: 'array', items: text },
    problems: { type: 'array', items: text },
  }),
  ReviewedEntry: input(reviewedEntrySchema),
  Epoch: object({
    epoch: number,
    divergences: { type: 'array', items: text },
    revived: { type: 'array', items: object({ environment: text, id: text, name: text }) },
  }),
  RaisedEpoch: object({ epoch: number, revokedAgain: number }),
  Problem: output(problemSchema),
};

function withoutMeta({ $schema: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
