import type { SettingForms } from '#lib/forms/setting/setting-forms.ts';
import type { Wrongs } from '#lib/forms/setting/typed.ts';
import type { Offered } from '#lib/forms/schema-form/offered.ts';

/** A segment that can be chosen, with what the environment serves of it in words. */
export interface SegmentChoice {
  readonly key: string;
  readonly name: string;
  readonly internal: boolean;
  readonly sentence: string;
  /** The environment serves an older revision, which the sentence is about. */
  readonly pending: boolean;
}

/** When each step of a plan was or will be reached, and how the column of it is called. */
export interface StepTimes {
  readonly title: string;
  readonly steps: readonly (string | undefined)[];
}

/** What the parts of a setting's form share. */
export interface SettingEditor {
  readonly forms: SettingForms;
  readonly offered: Offered;
  readonly segments: readonly SegmentChoice[];
  /** Messages by dotted path in the draft. */
  readonly wrongs: Wrongs;
  /** Carries out the edit that a button names, with what was chosen for it. */
  readonly edit: (value: string, picked?: string) => void;
  /** Shows the rules view of the same draft. */
  readonly lookAtRules: () => void;
  /** Where a button without JavaScript asks for the rules view. */
  readonly rulesAction: string;
  /** The times of the rollout of a rule, or of `everyone-else`. */
  readonly times: (rule: string) => StepTimes;
}

/** A segment's name, or its key where it does not exist. */
export function nameOfSegment({ segments }: Pick<SettingEditor, 'segments'>, key: string): string {
  return segments.find((segment) => segment.key === key)?.name ?? key;
}

/** A version's name, or its key. */
export function nameOfVariant({ forms }: Pick<SettingEditor, 'forms'>, key: string): string {
  return forms.flag.variants.find((variant) => variant.key === key)?.name || key;
}
