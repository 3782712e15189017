import { on } from 'svelte/events';

/** Lets Escape close what opens in place, and nothing around it, and gives the focus back to what opened it. */
export function closeOnEscape(details: HTMLDetailsElement): () => void {
  return on(details, 'keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !details.open) return;
    event.preventDefault();
    details.open = false;
    details.querySelector('summary')?.focus();
  });
}
