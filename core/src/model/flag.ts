import { z } from 'zod';
import { archivedAtSchema, revisionSchema } from './definition.ts';
import { jsonSchema } from './json-schema.ts';
import { keySchema } from './key.ts';
import { limits } from './limits.ts';
import { descriptionSchema, labelSchema, nameSchema } from './name.ts';
import { ownerSchema } from './owner.ts';
import { isPlainText, plainTextPattern, plainTextProblem } from './plain-text.ts';
import { refuseVariants, valueTypes } from './variant-values.ts';

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
      .array(
        z.string().min(1).max(64).refine(isPlainText, plainTextProblem).meta({ pattern: plainTextPattern }),
      )
      .max(limits.tags, `At most ${limits.tags} tags.`)
      .default([]),
    owner: ownerSchema.nullable().default(null),
    lifetimeDays: z.int().min(1).nullable().default(null),
    goals: z.array(keySchema).max(limits.tags).default([]),
    archivedAt: archivedAtSchema,
    /** Null for a flag older than this field. */
    createdAt: z.iso.datetime().nullable().default(null),
  })
  .superRefine(refuseVariants);
/** What {@link flagDefinitionSchema} reads. */
export type FlagDefinition = z.infer<typeof flagDefinitionSchema>;
