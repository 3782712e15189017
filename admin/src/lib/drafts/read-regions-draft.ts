import { z } from 'zod';
import { rowsField, textField, toFormTree } from './form-tree.ts';
import type { RegionsDraft } from './regions-draft.ts';

const draftSchema = z.object({
  attribute: textField,
  groups: rowsField(z.object({ name: textField, codes: textField })),
});

/** Reads the form of regions; what is absent is empty. */
export function readRegionsDraft(form: FormData): RegionsDraft {
  return draftSchema.parse(toFormTree(form));
}
