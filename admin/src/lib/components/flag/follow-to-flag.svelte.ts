import { applyAction } from '$app/forms';
import type { SubmitFunction } from '$app/forms';
import { goto } from '$app/navigation';
import { page } from '$app/state';

/** Shows what an action of a flag answers, a review or a refusal, on the page of the flag, wherever it was asked for. */
export function followToFlag(target: () => string): SubmitFunction {
  return () =>
    async ({ result, update }) => {
      if (result.type !== 'success' && result.type !== 'failure') return update();
      const { pathname, href } = new URL(target(), page.url.href);
      if (page.url.pathname !== pathname) await goto(href);
      await applyAction(result);
    };
}
