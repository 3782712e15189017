import type { FlagDefinition } from '@hoist/core';
import { editFlag } from '#lib/forms/flag/edit-draft.ts';
import type { FlagEditDraft } from '#lib/forms/flag/edit-draft.ts';
import { readFlagEdit } from '#lib/forms/flag/read-edit.ts';
import { toFlagPatch } from '#lib/forms/flag/to-flag-patch.ts';
import { authorOf } from './author-of.ts';
import type { DraftForm } from './save-form.ts';

/** The form that edits a flag; a save carries what differs from the flag as it is now. */
export function flagEditForm(
  event: Parameters<typeof authorOf>[0],
  flag: FlagDefinition,
): DraftForm<FlagEditDraft> {
  return {
    read: readFlagEdit,
    edit: editFlag,
    toInput: (draft) => toFlagPatch(draft, flag, authorOf(event)),
  };
}
