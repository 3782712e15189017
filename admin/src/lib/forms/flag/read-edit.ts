import { z } from 'zod';
import { flagKinds } from '@hoist/core';
import { checkField, rowsField, textField, toFormTree } from '../schema-form/form-tree.ts';
import type { FlagEditDraft } from './edit-draft.ts';

const schema = z.object({
  name: textField,
  description: textField,
  kind: z.enum(flagKinds).catch('release'),
  lifetimeDays: textField,
  owner: textField,
  module: textField,
  watches: textField,
  tags: textField,
  clientVisible: checkField,
  hasCodeDefault: checkField,
  codeDefault: textField,
  versions: rowsField(
    z.object({
      key: textField,
      name: textField,
      description: textField,
      value: textField,
      isNew: checkField,
      removed: checkField,
    }),
  ),
  valueSchema: textField,
});

/** Reads the form of a flag that is edited; absent fields are empty. */
export function readFlagEdit(form: FormData): FlagEditDraft {
  return schema.parse(toFormTree(form));
}
