import { z } from 'zod';
import { checkField, textField, toFormTree } from '../schema-form/form-tree.ts';
import type { EnvironmentDraft } from './draft.ts';

const draftSchema = z.object({ name: textField, key: textField, colour: textField, protected: checkField });

/** Reads the form of an environment; absent fields are empty. */
export function readEnvironmentDraft(form: FormData): EnvironmentDraft {
  return draftSchema.parse(toFormTree(form));
}
