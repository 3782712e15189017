import { enhance as enhanceForm } from '$app/forms';
import type { SubmitFunction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import { tick } from 'svelte';
import { session } from './session.svelte.ts';

/**
 * Sends a form by script, as SvelteKit's `enhance`. A session that ended is renewed over the page, and what was pressed is then
 * sent by itself, unless somebody else has signed in. What is pressed twice while it is under way is sent once. Whoever has gone
 * to another page meanwhile stays there, and is told there.
 */
export function enhance(form: HTMLFormElement, submit?: SubmitFunction): { destroy(): void } {
  let sent: { readonly submitter: HTMLElement | null } | undefined;
  return enhanceForm(form, async (input) => {
    const { submitter, cancel } = input;
    if (sent && sent.submitter === submitter) {
      cancel();
      return;
    }
    const now = { submitter };
    sent = now;
    const { href } = location;
    const answered = await submit?.(input);
    return async (answer) => {
      if (sent === now) sent = undefined;
      const { result } = answer;
      if (result.type !== 'error' || result.status !== 401) {
        const isElsewhere = result.type === 'redirect' && location.href !== href;
        const update = isElsewhere ? () => invalidateAll() : answer.update;
        return answered ? answered({ ...answer, update }) : update();
      }
      if ((await session.renew()) !== 'same') return;
      await tick();
      form.requestSubmit(submitter?.isConnected ? submitter : undefined);
    };
  });
}
