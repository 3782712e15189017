import { z } from 'zod';
import { rowsField, textField, toFormTree } from '../schema-form/form-tree.ts';
import { bucketGroupKinds } from './draft.ts';
import type { BucketGroupDraft } from './draft.ts';

const draftSchema = z.object({
  key: textField,
  kind: z.enum(bucketGroupKinds).catch(''),
  by: textField,
  shares: rowsField(z.object({ flag: textField, percent: textField })),
});

/** Reads the form of a bucket group; absent fields are empty. */
export function readBucketGroupDraft(form: FormData): BucketGroupDraft {
  return draftSchema.parse(toFormTree(form));
}
