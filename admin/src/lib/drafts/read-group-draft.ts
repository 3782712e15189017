import { z } from 'zod';
import { rowsField, textField, toFormTree } from './form-tree.ts';
import { groupKinds } from './group-draft.ts';
import type { GroupDraft } from './group-draft.ts';

const draftSchema = z.object({
  key: textField,
  kind: z.enum(groupKinds).catch(''),
  by: textField,
  parts: rowsField(z.object({ flag: textField, percent: textField })),
});

/** Reads the form of a group; what is absent is empty. */
export function readGroupDraft(form: FormData): GroupDraft {
  return draftSchema.parse(toFormTree(form));
}
