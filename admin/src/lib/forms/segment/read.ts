import { conditionSchema } from '@hoist/core';
import { z } from 'zod';
import { checkField, rowsField, textField, toFormTree, treeField } from '../schema-form/form-tree.ts';
import type { SegmentDraft } from './draft.ts';

/** What is saved of a condition, which its form carries as JSON; null if it is none. */
const keptField = z
  .string()
  .transform((text, refinement) => {
    try {
      return conditionSchema.parse(JSON.parse(text));
    } catch {
      refinement.addIssue('This is no condition.');
      return z.NEVER;
    }
  })
  .nullable()
  .catch(null);

const draftSchema = z.object({
  name: textField,
  key: textField,
  description: textField,
  internal: checkField,
  conditionGroups: rowsField(
    z.object({
      conditions: rowsField(
        z.object({
          attribute: textField,
          operator: textField,
          operand: textField,
          type: z.enum(['string', 'number', 'boolean']).catch('string'),
          parts: treeField,
          kept: keptField,
        }),
      ),
    }),
  ),
  included: textField,
  excluded: textField,
});

/** Reads the segment's form; absent fields are empty. */
export function readSegmentDraft(form: FormData): SegmentDraft {
  return draftSchema.parse(toFormTree(form));
}
