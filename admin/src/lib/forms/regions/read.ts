import { z } from 'zod';
import { rowsField, textField, toFormTree } from '../schema-form/form-tree.ts';
import type { RegionsDraft } from './draft.ts';

const draftSchema = z.object({
  attribute: textField,
  groups: rowsField(z.object({ name: textField, codes: textField })),
});

/** Reads the form of regions; absent fields are empty. */
export function readRegionsDraft(form: FormData): RegionsDraft {
  return draftSchema.parse(toFormTree(form));
}
