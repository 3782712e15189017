import { z } from 'zod';
import { rowsField, textField, toFormTree } from '../schema-form/form-tree.ts';
import { groupKinds } from './draft.ts';
import type { GroupDraft } from './draft.ts';

const draftSchema = z.object({
  key: textField,
  kind: z.enum(groupKinds).catch(''),
  by: textField,
  shares: rowsField(z.object({ flag: textField, percent: textField })),
});

/** Reads the form of a bucket group; absent fields are empty. */
export function readGroupDraft(form: FormData): GroupDraft {
  return draftSchema.parse(toFormTree(form));
}
