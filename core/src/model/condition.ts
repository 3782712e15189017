import { z } from 'zod';
import { jsonSchema } from './json-schema.ts';
import { limits } from './limits.ts';

const attributePathSchema = z
  .string()
  .min(1, 'Choose an attribute.')
  .max(limits.attributePath, `An attribute's name has at most ${limits.attributePath} characters.`);

/**
 * One test of one attribute. `attribute` is a name or a dotted path (an attribute with exactly that name wins over the
 * path); operators that read no attribute (`segment`) leave it out. A missing attribute never matches, negated
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
    .min(1, 'Add a condition, or remove the condition group.')
    .max(limits.conditions, `A condition group has at most ${limits.conditions} conditions.`),
});
/** What {@link conditionGroupSchema} reads. */
export type ConditionGroup = z.infer<typeof conditionGroupSchema>;
