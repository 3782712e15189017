import { z } from 'zod';
import { jsonSchema } from './json-schema.ts';
import { keySchema } from './key.ts';
import { membershipSchema } from './segment.ts';
import type { FlagDefinition } from './flag.ts';
import type { SegmentDefinition } from './segment.ts';
import { settingSchema } from './setting.ts';
import type { Setting } from './setting.ts';
import { refuseVariants, valueTypes } from './variant-values.ts';

/**
 * A flag as one environment serves it: everything that can change an outcome, nothing else. `setting: null` is "not set
 * up yet": off without a value. `needs` lists what a reader must have (`operator:in`, `strategy:split`, `feature:...`).
 */
export const publishedFlagSchema = z
  .object({
    key: keySchema,
    revision: z.int().min(1),
    type: z.enum(valueTypes),
    clientVisible: z.boolean(),
    variants: z.array(z.object({ key: keySchema, value: jsonSchema })).min(1),
    setting: settingSchema.nullable(),
    needs: z.array(z.string().min(1).max(160)),
  })
  .superRefine(refuseVariants);
/** What {@link publishedFlagSchema} reads. */
export type PublishedFlag = z.infer<typeof publishedFlagSchema>;

/** A segment as one environment serves it. */
export const publishedSegmentSchema = membershipSchema.extend({ key: keySchema, revision: z.int().min(1) });
/** What {@link publishedSegmentSchema} reads. */
export type PublishedSegment = z.infer<typeof publishedSegmentSchema>;

/** The part of a definition that can change an outcome, with a setting beside it. `needs` is for the compiler to fill. */
export function toPublishedFlag(
  flag: FlagDefinition,
  setting: Setting | null,
  needs: readonly string[],
): PublishedFlag {
  return {
    key: flag.key,
    revision: flag.revision,
    type: flag.type,
    clientVisible: flag.clientVisible,
    variants: flag.variants.map(({ key, value }) => ({ key, value })),
    setting,
    needs: [...needs].sort(),
  };
}

/** The part of a definition that can change who is in the segment. */
export function toPublishedSegment(segment: SegmentDefinition): PublishedSegment {
  const { key, revision, included, excluded, longLists, conditionGroups } = segment;
  return { key, revision, included, excluded, ...(longLists && { longLists }), conditionGroups };
}
