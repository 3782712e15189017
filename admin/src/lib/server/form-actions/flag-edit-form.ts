import type { FlagDefinition } from '@hoist/core';
import { editFlag } from '#lib/forms/flag/edit-draft.ts';
import type { FlagEditDraft } from '#lib/forms/flag/edit-draft.ts';
import { readFlagEdit } from '#lib/forms/flag/read-edit.ts';
import { toFlagPatch } from '#lib/forms/flag/to-flag-patch.ts';
import type { Person } from '../access/person.ts';
import type { AdminContext } from '../context.ts';
import { listOwners } from '../people/list-people.ts';
import type { DraftForm } from './save-form.ts';

/** The form that edits a flag; a save carries what differs from the flag as it is now. */
export function flagEditForm(
  hoist: AdminContext,
  flag: FlagDefinition,
  person: Person | undefined,
): DraftForm<FlagEditDraft> {
  return {
    read: readFlagEdit,
    edit: editFlag,
    toInput: (draft) => toFlagPatch(draft, flag, person, listOwners(hoist)),
  };
}
