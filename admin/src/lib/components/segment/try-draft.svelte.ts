import { deserialize } from '$app/forms';
import { onDestroy } from 'svelte';
import type { SegmentTrial } from '#lib/server/form-actions/try-segment-form.ts';
import { session } from '#lib/session/session.svelte.ts';

interface Answer extends Record<string, unknown> {
  readonly trial?: SegmentTrial;
}

const pause = 200;

/** Asks the draft that a form holds about the person that it names, while both are edited. */
export function createTrial(given: () => SegmentTrial | undefined) {
  let answered: SegmentTrial | undefined = $state.raw();
  let asked: AbortController | undefined;
  let last: (() => void) | undefined;
  // Sent after the page was left, it would go to another page.
  onDestroy(() => asked?.abort());
  $effect(() => {
    if (session.renewals > 0) last?.();
  });

  async function send(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
    const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
    const response = await fetch('?/try', { method: 'POST', body: new FormData(form), headers, signal });
    if (session.isEnded(response)) return;
    const result = deserialize<Answer, Answer>(await response.text());
    if (!signal.aborted && result.type === 'success') answered = result.data?.trial;
  }

  return {
    get answer() {
      return answered ?? given();
    },
    /** Asks after a pause in typing, and drops what was asked before. */
    ask(form: HTMLFormElement): void {
      last = () => this.ask(form);
      asked?.abort();
      const controller = new AbortController();
      asked = controller;
      setTimeout(() => {
        if (controller.signal.aborted) return;
        // Words beside a form may be missing; saving says what is wrong.
        send(form, controller.signal).catch(() => undefined);
      }, pause);
    },
  };
}
