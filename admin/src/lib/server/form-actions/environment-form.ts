import { toEnvironmentInput } from '#lib/forms/environment/draft.ts';
import type { EnvironmentDraft } from '#lib/forms/environment/draft.ts';
import { readEnvironmentDraft } from '#lib/forms/environment/read.ts';
import type { DraftForm } from './save-form.ts';

/** The form of an environment. */
export const environmentForm: DraftForm<EnvironmentDraft> = {
  read: readEnvironmentDraft,
  edit: (draft) => draft,
  toInput: toEnvironmentInput,
};
