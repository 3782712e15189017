import { version } from '$app/env';
import type { TypedDraft } from '#lib/forms/typed-draft.ts';

/** What this tab keeps of a form under its name; undefined for nothing, or where the browser keeps nothing. */
export function readKept<Draft>(name: string): TypedDraft<Draft> | undefined {
  try {
    const kept = sessionStorage.getItem(toItem(name));
    return kept === null ? undefined : (JSON.parse(kept) as TypedDraft<Draft>);
  } catch {
    return undefined;
  }
}

/** Keeps a draft until this tab is closed, or forgets the one it kept. */
export function keepDraft(name: string, kept: TypedDraft<unknown> | undefined): void {
  try {
    if (kept) sessionStorage.setItem(toItem(name), JSON.stringify(kept));
    else sessionStorage.removeItem(toItem(name));
  } catch {
    // A browser that keeps nothing loses what is typed when the page is left, as it says itself.
  }
}

/** Drafts of another build may have another shape. */
function toItem(name: string): string {
  return `hoist draft ${version} ${name}`;
}
