import { version } from '$app/env';
import type { SettingDraft } from '#lib/forms/setting/draft.ts';
import type { TypedDraft } from '#lib/forms/typed-draft.ts';

/** A draft that somebody left unsaved. */
type KeptDraft = TypedDraft<SettingDraft>;

/** What this tab keeps of a flag in an environment; undefined for nothing, or where the browser keeps nothing. */
export function readKept(flag: string, environment: string): KeptDraft | undefined {
  try {
    const kept = sessionStorage.getItem(nameOf(flag, environment));
    return kept === null ? undefined : (JSON.parse(kept) as KeptDraft);
  } catch {
    return undefined;
  }
}

/** Keeps a draft until this tab is closed, or forgets the one it kept. */
export function keepDraft(flag: string, environment: string, kept: KeptDraft | undefined): void {
  try {
    if (kept) sessionStorage.setItem(nameOf(flag, environment), JSON.stringify(kept));
    else sessionStorage.removeItem(nameOf(flag, environment));
  } catch {
    // A browser that keeps nothing loses what is typed when the page is left, as it says itself.
  }
}

/** Drafts of another build may have another shape. */
function nameOf(flag: string, environment: string): string {
  return `hoist draft ${version} ${flag} ${environment}`;
}
