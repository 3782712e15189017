import { z } from 'zod';
import { emptyFlagDraft } from './draft.ts';
import type { FlagDraft } from './draft.ts';
import { checkField, rowsField, textField, toFormTree } from '../schema-form/form-tree.ts';

const schema = z.object({
  name: textField,
  key: textField,
  shape: z.enum(['switch', 'versions']).catch('switch'),
  type: z.enum(['string', 'integer', 'float', 'object']).catch('string'),
  versions: rowsField(z.object({ key: textField, value: textField })),
  clientVisible: checkField,
  kind: z.enum(['release', 'experiment', 'operational', 'permission']).catch('release'),
  description: textField,
  module: textField,
  owner: textField,
});

/** Reads the form of a new flag; absent fields are as in an empty one. */
export function readFlagDraft(form: FormData): FlagDraft {
  const draft = schema.parse(toFormTree(form));
  return draft.versions.length === 0 ? { ...draft, versions: emptyFlagDraft.versions } : draft;
}
