import { deserialize } from '$app/forms';
import { onDestroy } from 'svelte';
import { session } from '#lib/session/session.svelte.ts';

const pause = 200;

/** What a server says of a draft while it is edited. */
interface Asking<Answer> {
  /** Takes an answer, with the form as it was sent. */
  readonly answered: (answer: Answer | undefined, sent: FormData) => void;
  /** Called where no answer can be had; words beside a form may be missing, and saving says what is wrong. */
  readonly failed?: () => void;
}

/**
 * Sends the form of a draft to an action of its page without leaving it. Call it while a component is made; returns what asks: after
 * a pause in typing, instead of what was asked before, and once more after a session was renewed.
 */
export function askDraft<Answer extends Record<string, unknown>>({
  answered,
  failed,
}: Asking<Answer>): (form: HTMLFormElement, action: string) => void {
  let asked: AbortController | undefined;
  let last: (() => void) | undefined;
  // Sent after the page was left, it would go to another page.
  onDestroy(() => asked?.abort());
  $effect(() => {
    if (session.renewals > 0) last?.();
  });

  async function send(form: HTMLFormElement, action: string, signal: AbortSignal): Promise<void> {
    const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
    const body = new FormData(form);
    const response = await fetch(action, { method: 'POST', body, headers, signal });
    if (session.isEnded(response)) return;
    const result = deserialize<Answer, Answer>(await response.text());
    if (signal.aborted || (result.type !== 'success' && result.type !== 'failure')) return;
    answered(result.data, body);
  }

  return function ask(form, action) {
    last = () => ask(form, action);
    asked?.abort();
    const controller = new AbortController();
    asked = controller;
    setTimeout(() => {
      if (!controller.signal.aborted) send(form, action, controller.signal).catch(() => failed?.());
    }, pause);
  };
}
