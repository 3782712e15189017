import { readBucketGroupDraft } from '#lib/forms/bucket-group/read.ts';
import { editBucketGroup, toBucketGroupInput } from '#lib/forms/bucket-group/draft.ts';
import type { BucketGroupDraft } from '#lib/forms/bucket-group/draft.ts';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import type { DraftForm } from './save-form.ts';

/** What the group's form offers: flags by name. */
export function toBucketGroupChoices(
  hoist: AdminContext,
): readonly { readonly key: string; readonly name: string }[] {
  return [...readDefinitions(hoist.definitions).flags.values()]
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ key, name }) => ({ key, name }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** The form of a bucket group. */
export const bucketGroupForm: DraftForm<BucketGroupDraft> = {
  read: readBucketGroupDraft,
  edit: editBucketGroup,
  toInput: toBucketGroupInput,
};
