import type { Setting } from '@hoist/core';
import { fromRuleDraft, toRuleDraft } from './rule-draft.ts';
import type { RuleDraft } from './rule-draft.ts';
import { emptyServe, fromServeDraft, toServeDraft } from './serve-draft.ts';
import type { ServeDraft } from './serve-draft.ts';
import type { SettingForms } from './setting-forms.ts';
import { below } from './typed.ts';
import type { Wrongs } from './typed.ts';

/** In which regions a flag is available, as it is typed. */
export interface AvailabilityDraft {
  readonly mode: 'everywhere' | 'only' | 'except';
  /** Codes of regions and names of region groups. */
  readonly regions: readonly string[];
  readonly unknownRegion: 'outside' | 'inside';
  readonly reason: string;
  /** A date: `2027-02-01`; empty for none. */
  readonly reviewOn: string;
}

/** A flag that has to serve one of these versions first. */
export interface PrerequisiteDraft {
  readonly flag: string;
  readonly variants: readonly string[];
}

/** A flag in one environment as a person edits it: texts, in the order in which it is evaluated. */
export interface SettingDraft {
  readonly prerequisites: readonly PrerequisiteDraft[];
  readonly availability: AvailabilityDraft;
  /** Keys of the segments that never get it. */
  readonly never: readonly string[];
  readonly rules: readonly RuleDraft[];
  readonly everyoneElse: ServeDraft;
  /** The version that is served when it is off; empty for none. */
  readonly off: string;
  /** The group that people are drawn in; empty for none. */
  readonly bucketGroup: string;
}

const everywhere: AvailabilityDraft = {
  mode: 'everywhere',
  regions: [],
  unknownRegion: 'outside',
  reason: '',
  reviewOn: '',
};

/** Any setting as a form shows it. Without one, nobody has the flag, and nothing is chosen for everyone else. */
export function toSettingDraft(
  setting: Setting | null,
  first: Pick<Setting, 'off'>,
  forms: SettingForms,
): SettingDraft {
  if (!setting)
    return {
      prerequisites: [],
      availability: everywhere,
      never: [],
      rules: [],
      everyoneElse: emptyServe(forms),
      off: first.off ?? '',
      bucketGroup: '',
    };
  const { availability } = setting;
  return {
    prerequisites: setting.prerequisites,
    availability:
      availability.mode === 'everywhere'
        ? everywhere
        : { ...availability, reviewOn: availability.reviewOn ?? '' },
    never: setting.never,
    rules: setting.rules.map((rule) => toRuleDraft(rule, forms)),
    everyoneElse: toServeDraft(setting.everyoneElse, forms),
    off: setting.off ?? '',
    bucketGroup: setting.bucketGroup ?? '',
  };
}

/** What was read of a draft. */
export interface DraftedSetting {
  /** As use cases take it; what could not be read is left as it was. */
  readonly setting: Omit<Setting, 'salt'>;
  /** Messages by the dotted path in the draft. */
  readonly wrongs: Wrongs;
}

/** The draft as a setting. What was not touched stays exactly as it was, whatever it is. */
export function fromSettingDraft(
  draft: SettingDraft,
  enabled: boolean,
  forms: SettingForms & { readonly newId: () => string },
): DraftedSetting {
  const { availability } = draft;
  const read = draft.rules.map((rule) => fromRuleDraft(rule, forms));
  const everyoneElse =
    draft.everyoneElse.mode === '' ? nothingChosen : fromServeDraft(draft.everyoneElse, forms);
  const wrongs = {
    ...Object.assign({}, ...read.map((rule, index) => below(`rules.${index}`, rule.wrongs))),
    ...('wrongs' in everyoneElse && below('everyoneElse', everyoneElse.wrongs)),
  } as Wrongs;
  const setting = {
    enabled,
    prerequisites: draft.prerequisites.map(({ flag, variants }) => ({ flag, variants: [...variants] })),
    availability:
      availability.mode === 'everywhere'
        ? { mode: availability.mode }
        : {
            ...availability,
            mode: availability.mode,
            regions: [...availability.regions],
            reviewOn: availability.reviewOn === '' ? null : availability.reviewOn,
          },
    never: [...draft.never],
    rules: read.map(({ rule }) => rule),
    everyoneElse: 'value' in everyoneElse ? everyoneElse.value : notChosen,
    off: draft.off === '' ? null : draft.off,
    ...(draft.bucketGroup !== '' && { bucketGroup: draft.bucketGroup }),
  };
  return { setting, wrongs };
}

const notChosen = { strategy: 'off', params: {} };
const nothingChosen = { wrongs: { mode: 'Choose what everyone else gets.' } };
