import { z } from 'zod';
import { conditionGroupSchema } from './condition.ts';
import { archivedAtSchema, revisionSchema } from './definition.ts';
import { keySchema } from './key.ts';
import { limits } from './limits.ts';
import { descriptionSchema, nameSchema } from './name.ts';

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
