import { z } from 'zod';
import { deepestJson, isJson } from './json.ts';
import type { Json } from './json.ts';
import { limits } from './limits.ts';
import { isPlainText, isVisible, plainTextProblem } from './plain-text.ts';
import { refuseVariants, valueTypes } from './variant-values.ts';

/** Keys name things for ever: flags, segments, environments, variants. */
export const keySchema = z
  .string()
  .min(1, 'Enter a key.')
  .max(limits.key, `A key has at most ${limits.key} characters.`)
  // `.` and `..` would be swallowed as steps in a URL's path.
  .regex(/^(?!\.{1,2}$)[A-Za-z0-9._~-]*$/, 'Use letters, digits and . _ ~ - only, and more than dots.');

/**
 * What people call a thing: 1 to 200 characters, without spaces around them. Renaming changes nothing that
 * is served.
 */
export const nameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(limits.name, `A name has at most ${limits.name} characters.`)
  .refine(isPlainText, plainTextProblem)
  .refine(isVisible, { error: 'Enter a name that can be seen.', when: ({ value }) => value !== '' });

/** What a thing is called besides, or what it belongs to; empty for nothing. */
const labelSchema = z.string().max(limits.name).refine(isPlainText, plainTextProblem);

/** At most 2,000 characters, for people. */
export const descriptionSchema = z
  .string()
  .max(limits.description, `A description has at most ${limits.description} characters.`);

/**
 * Any JSON value of at most 64 levels, as it is; its size is limited where it is used. Looked through once and not copied:
 * `z.json()` takes most of the time it takes to read a ruleset.
 */
export const jsonSchema: z.ZodType<Json> = z
  .unknown()
  .refine(isJson, `It is not a JSON value of at most ${deepestJson} levels.`) as z.ZodType<Json>;

const attributePathSchema = z
  .string()
  .min(1, 'Choose an attribute.')
  .max(limits.attributePath, `An attribute's name has at most ${limits.attributePath} characters.`);

/**
 * One test of one attribute. `attribute` is a name or a dotted path (an attribute with exactly that name wins over the
 * path); operators that ask about no attribute (in a segment) leave it out. A missing attribute never matches, negated
 * or not, unless the operator says otherwise.
 */
export const conditionSchema = z.object({
  attribute: attributePathSchema.optional(),
  operator: z.string().min(1).max(limits.key),
  operand: jsonSchema.optional(),
  negate: z.boolean().default(false),
});
/** What {@link conditionSchema} reads. */
export type Condition = z.infer<typeof conditionSchema>;

/** All of these conditions. */
export const conditionGroupSchema = z.object({
  conditions: z
    .array(conditionSchema)
    .min(1, 'Add a condition, or remove the group.')
    .max(limits.conditions, `A group has at most ${limits.conditions} conditions.`),
});
/** What {@link conditionGroupSchema} reads. */
export type ConditionGroup = z.infer<typeof conditionGroupSchema>;

const listedKeysSchema = z
  .array(z.string().min(1).max(limits.targetingKey, `An ID has at most ${limits.targetingKey} characters.`))
  .max(
    limits.listedKeys,
    `A list has at most ${limits.listedKeys} IDs. For more, add a condition: 'targetingKey is one of' takes ${limits.operandValues.toLocaleString('en')}.`,
  );

/** What decides who is in a segment. Excluded wins over included, included over groups. Any group suffices. */
export const membershipSchema = z.object({
  included: listedKeysSchema.default([]),
  excluded: listedKeysSchema.default([]),
  conditionGroups: z
    .array(conditionGroupSchema)
    .max(limits.conditionGroups, `A segment has at most ${limits.conditionGroups} groups.`)
    .default([]),
});
/** What {@link membershipSchema} reads. */
export type Membership = z.infer<typeof membershipSchema>;

const revisionSchema = z.int().min(1);

/** When it was archived: on its way out of every environment, or out already. Null for what is in use. */
const archivedAtSchema = z.iso.datetime().nullable().default(null);

/** A segment as defined. `revision` rises when its membership changes, never for a name. */
export const segmentDefinitionSchema = membershipSchema.extend({
  key: keySchema,
  revision: revisionSchema,
  name: nameSchema,
  description: descriptionSchema.default(''),
  internal: z.boolean().default(false),
  archivedAt: archivedAtSchema,
});
/** What {@link segmentDefinitionSchema} reads. */
export type SegmentDefinition = z.infer<typeof segmentDefinitionSchema>;

/** The hues that pages mark environments with. */
export const environmentColours = ['blue', 'violet', 'magenta', 'olive', 'brown'] as const;

/**
 * Where flags have settings of their own: dev, staging, prod. A protected one asks for a comment and publishes nothing without
 * a review.
 */
export const environmentSchema = z.object({
  key: keySchema,
  name: nameSchema,
  order: z.int().min(0),
  colour: z.enum(environmentColours),
  protected: z.boolean(),
});
/** What {@link environmentSchema} reads. */
export type Environment = z.infer<typeof environmentSchema>;

/** Why a flag exists, which says how long it is expected to live. */
export const flagKinds = ['release', 'experiment', 'operational', 'permission'] as const;
/** One of {@link flagKinds}. */
export type FlagKind = (typeof flagKinds)[number];

/** One of the values that a flag can have, under a key of its own; the value must be of the flag's type. */
export const variantSchema = z.object({
  key: keySchema,
  value: jsonSchema,
  name: labelSchema.default(''),
  description: descriptionSchema.default(''),
});
/** What {@link variantSchema} reads. */
export type Variant = z.infer<typeof variantSchema>;

/** What apps are served, as far as the definition decides it. */
const flagMeaningShape = {
  type: z.enum(valueTypes),
  clientVisible: z.boolean().default(false),
};

/** A flag as defined, shared by all environments. `revision` rises when its type, variants or visibility change. */
export const flagDefinitionSchema = z
  .object({
    key: keySchema,
    revision: revisionSchema,
    name: nameSchema,
    description: descriptionSchema.default(''),
    kind: z.enum(flagKinds).default('release'),
    ...flagMeaningShape,
    variants: z
      .array(variantSchema)
      .min(1, 'A flag needs at least one variant.')
      .max(limits.variants, `A flag has at most ${limits.variants} variants.`),
    /** What apps are shown to pass as their default; served by nobody. */
    codeDefault: jsonSchema.nullable().default(null),
    /** JSON Schema that the values of an object flag fit, checked when it is saved. */
    valueSchema: jsonSchema.nullable().default(null),
    module: labelSchema.default(''),
    watches: z.array(labelSchema).max(limits.tags).default([]),
    tags: z
      .array(z.string().min(1).max(64).refine(isPlainText, plainTextProblem))
      .max(limits.tags, `At most ${limits.tags} tags.`)
      .default([]),
    owner: labelSchema.default(''),
    lifetimeDays: z.int().min(1).nullable().default(null),
    goals: z.array(keySchema).max(limits.tags).default([]),
    archivedAt: archivedAtSchema,
    /** Null for a flag older than this field. */
    createdAt: z.iso.datetime().nullable().default(null),
  })
  .superRefine(refuseVariants);
/** What {@link flagDefinitionSchema} reads. */
export type FlagDefinition = z.infer<typeof flagDefinitionSchema>;
