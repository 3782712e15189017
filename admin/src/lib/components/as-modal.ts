import { browser } from '$app/env';

/** What had the focus last, beside the page itself, which takes it whenever the server has answered. */
let last: HTMLElement | undefined;
if (browser) {
  document.addEventListener('focusout', ({ target }) => {
    if (target instanceof HTMLElement && target !== document.body) last = target;
  });
}
/** For so long after a dialog is closed the page may take the focus, in ms. */
const settles = 1_000;

/** Shows a dialog as modal, and gives the focus back once it is closed; without JavaScript it is open on the page. */
export function asModal(dialog: HTMLDialogElement): () => void {
  const { activeElement } = document;
  const before =
    activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : last;
  dialog.removeAttribute('open');
  dialog.showModal();
  return () => {
    const giveBack = () =>
      setTimeout(() => {
        if (before?.isConnected && document.activeElement === document.body) before.focus();
      });
    giveBack();
    document.addEventListener('focusin', ({ target }) => target === document.body && giveBack(), {
      signal: AbortSignal.timeout(settles),
    });
  };
}
