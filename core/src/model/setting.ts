import { z } from 'zod';
import { saltSchema } from './bucket-group.ts';
import { conditionSchema } from './condition.ts';
import { jsonSchema } from './json-schema.ts';
import { keySchema } from './key.ts';
import { limits } from './limits.ts';
import { regionNameSchema } from './regions/regions.ts';

/** What a rule hands out: a rollout strategy by name, and its parameters. */
export const serveSchema = z.object({
  strategy: z.string().min(1).max(limits.key),
  params: jsonSchema,
});
/** What {@link serveSchema} reads. */
export type Serve = z.infer<typeof serveSchema>;

/** Names a rule in counts, reasons and reviews; `everyone-else` is what comes after all rules. */
const ruleIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "A rule's id has 1 to 64 letters, digits, - and _.")
  .refine((id) => id.toLowerCase() !== 'everyone-else', {
    message: "'everyone-else' is what comes after all rules. Choose another id.",
    params: { code: 'reserved' },
  });

/** Any of these segments AND all of these conditions; never blank, because a blank rule would silently mean everyone. */
export const ruleSchema = z
  .object({
    id: ruleIdSchema,
    name: z.string().max(limits.name).default(''),
    enabled: z.boolean().default(true),
    segments: z.array(keySchema).max(limits.conditions).default([]),
    conditions: z.array(conditionSchema).max(limits.conditions).default([]),
    serve: serveSchema,
  })
  .refine((rule) => rule.segments.length + rule.conditions.length > 0, {
    message: 'Choose a segment or add a condition. Use "Everyone else" to reach everyone.',
    path: ['segments'],
    params: { code: 'empty' },
  });
/** What {@link ruleSchema} reads. */
export type Rule = z.infer<typeof ruleSchema>;

/** A flag that must serve one of these variants, by the same context, before this one is asked. */
export const prerequisiteSchema = z.object({
  flag: keySchema,
  variants: z.array(keySchema).min(1, 'Choose at least one version.').max(limits.variants),
});
/** What {@link prerequisiteSchema} reads. */
export type Prerequisite = z.infer<typeof prerequisiteSchema>;

/** ISO 3166-1 alpha-2 or 3166-2 codes, named groups and the installation's own. `unknownRegion` says what a person without a region is. */
export const availabilitySchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('everywhere') }),
  z.object({
    mode: z.enum(['only', 'except']),
    regions: z.array(regionNameSchema).min(1, 'Choose at least one region.').max(limits.regions),
    unknownRegion: z.enum(['outside', 'inside']).default('outside'),
    reason: z.string().max(limits.comment).default(''),
    reviewOn: z.iso.date().nullable().default(null),
  }),
]);
/** What {@link availabilitySchema} reads. */
export type Availability = z.infer<typeof availabilitySchema>;

/**
 * A flag in one environment, in the order it is evaluated: enabled, prerequisites, available in, never for, its part of a
 * group, rules, everyone else. `off` is the variant served when off, or null for no value (the app's code default).
 */
export const settingSchema = z
  .object({
    enabled: z.boolean(),
    prerequisites: z.array(prerequisiteSchema).max(limits.conditions).default([]),
    availability: availabilitySchema.default({ mode: 'everywhere' }),
    never: z.array(keySchema).max(limits.conditions).default([]),
    rules: z.array(ruleSchema).max(limits.rules, `At most ${limits.rules} rules.`).default([]),
    everyoneElse: serveSchema,
    off: keySchema.nullable().default(null),
    salt: saltSchema,
    /** The group whose draw it takes part in; left out for none. */
    bucketGroup: keySchema.optional(),
  })
  .superRefine((setting, refinement) => {
    const ids = setting.rules.map((rule) => rule.id);
    ids.forEach((id, index) => {
      if (ids.indexOf(id) !== index) {
        refinement.addIssue({
          code: 'custom',
          path: ['rules', index, 'id'],
          params: { code: 'duplicate' },
          message: `Two rules have the id '${id}'.`,
        });
      }
    });
  });
/** What {@link settingSchema} reads. */
export type Setting = z.infer<typeof settingSchema>;
