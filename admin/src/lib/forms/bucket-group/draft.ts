import type { JsonObject } from '@hoist/core';
import { sayWrongPercent, toPercent, toShare } from '../percent.ts';

/** The kinds of bucket groups; empty until somebody has chosen. */
export const bucketGroupKinds = ['', 'same', 'never'] as const;

/** A bucket group as a person edits it: texts, in the order of the form. */
export interface BucketGroupDraft {
  readonly key: string;
  readonly kind: (typeof bucketGroupKinds)[number];
  /** For `never`: the attribute that shares are drawn by; empty for the ID. */
  readonly by: string;
  /** For `never`: the share of each flag. */
  readonly shares: readonly { readonly flag: string; readonly percent: string }[];
}

/** The draft of a new bucket group. */
export const emptyBucketGroupDraft: BucketGroupDraft = { key: '', kind: '', by: '', shares: [] };

/** Fills in the form from a bucket group, and from its shares if it has any. */
export function toBucketGroupDraft(
  { key, by = '' }: { readonly key: string; readonly by?: string | undefined },
  shares: readonly { readonly flag: string; readonly share: number }[] | undefined,
): BucketGroupDraft {
  const rows = (shares ?? []).map(({ flag, share }) => ({ flag, percent: toPercent(share) }));
  return { key, kind: shares ? 'never' : 'same', by, shares: rows };
}

/** Applies the edit of a button: `add-share` (of the chosen flag), `remove-share 0`. A flag has one share. */
export function editBucketGroup(draft: BucketGroupDraft, edit: string, chosen: string): BucketGroupDraft {
  const [verb, place = '-1'] = edit.split(' ');
  if (verb === 'remove-share')
    return { ...draft, shares: draft.shares.filter((_share, index) => index !== Number(place)) };
  if (verb !== 'add-share' || chosen === '' || draft.shares.some(({ flag }) => flag === chosen)) return draft;
  return { ...draft, kind: 'never', shares: [...draft.shares, { flag: chosen, percent: '' }] };
}

/** Converts the draft to the input of a use case, with messages by dotted path where it cannot be one. */
export function toBucketGroupInput(draft: BucketGroupDraft): {
  readonly input: JsonObject;
  readonly fields: Readonly<Record<string, string>>;
} {
  const key = draft.key.trim();
  if (draft.kind === '') return { input: { key }, fields: { kind: 'Choose what its flags have in common.' } };
  if (draft.kind === 'same') return { input: { key, by: null, shares: null }, fields: {} };
  const fields: Record<string, string> = {};
  const shares = draft.shares.map(({ flag, percent }, index) => {
    const share = toShare(percent);
    if (share === undefined) fields[`shares.${index}.share`] = sayWrongPercent(percent);
    return { flag, share: share ?? 0 };
  });
  return { input: { key, by: draft.by.trim() || null, shares }, fields };
}

/** The percentage of people in no share, as far as the shares can be read. */
export function percentLeft({ shares }: BucketGroupDraft): string {
  const taken = shares.reduce((sum, { percent }) => sum + (toShare(percent) ?? 0), 0);
  return toPercent(Math.max(0, 100_000 - taken));
}
