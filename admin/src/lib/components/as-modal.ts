import { browser } from '$app/env';

/** What had the focus last: once a form is answered, SvelteKit has taken it away before a dialog opens. */
let last: HTMLElement | undefined;
if (browser)
  document.addEventListener('focusout', ({ target }) => {
    if (target instanceof HTMLElement && target !== document.body) last = target;
  });

/** Shows a dialog as modal for as long as it is on the page, and gives the focus back then; without JavaScript it is open on the page. */
export function asModal(dialog: HTMLDialogElement): () => void {
  const active = document.activeElement;
  const before = active instanceof HTMLElement && active !== document.body ? active : last;
  dialog.removeAttribute('open');
  dialog.showModal();
  return () => {
    // The answer that closes a dialog takes the focus away once more.
    setTimeout(() => {
      if (document.activeElement === document.body && before?.isConnected) before.focus();
    });
  };
}
