import { readGroupDraft } from '#lib/forms/bucket-group/read.ts';
import { editGroup } from '#lib/forms/bucket-group/draft.ts';
import type { GroupDraft } from '#lib/forms/bucket-group/draft.ts';
import { textOf } from './form-text.ts';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';

/** What the group's form offers: flags by name. */
export function toGroupChoices(
  hoist: AdminContext,
): readonly { readonly key: string; readonly name: string }[] {
  return [...readDefinitions(hoist.definitions).flags.values()]
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ key, name }) => ({ key, name }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** The form as it was sent, with the rows that its `edit` button asks for. */
export function editGroupForm(form: FormData): GroupDraft {
  return editGroup(readGroupDraft(form), textOf(form, 'edit'), textOf(form, 'add'));
}
