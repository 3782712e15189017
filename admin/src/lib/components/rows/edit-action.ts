import { getContext, setContext } from 'svelte';

const key = Symbol('where edits are sent');

/** Where the buttons of a form send an edit without JavaScript; `?/edit` for a form that says nothing. */
export function readEditAction(): () => string {
  return getContext<(() => string) | undefined>(key) ?? (() => '?/edit');
}

/** Says where they send it: a page that its address says more about must keep that. */
export function setEditAction(action: () => string): void {
  setContext(key, action);
}
