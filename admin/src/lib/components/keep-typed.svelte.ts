import type { SubmitFunction } from '$app/forms';
import { formTexts } from '#lib/texts/form.ts';
import type { HeldDraft } from './hold-draft.svelte.ts';

interface Problem {
  readonly title: string;
  readonly text: string;
}

/** Submits a form so that nothing typed is lost, whatever comes back; `problem` says why nothing was saved. */
export interface KeepTyped {
  readonly submit: SubmitFunction;
  readonly problem: Problem | undefined;
}

/** Creates a handler for `use:enhance`. The page stays as it is if the store or the network is away. */
export function keepTyped(held: Pick<HeldDraft<unknown>, 'send'>): KeepTyped {
  let problem: Problem | undefined = $state();
  const submit: SubmitFunction = () => {
    const settle = held.send();
    return async ({ result, update }) => {
      problem = result.type === 'error' ? toProblem(result.error) : undefined;
      const isAway = result.type === 'failure' && result.status === 503;
      if (problem) return;
      await update({ reset: false, refreshAll: !isAway });
      // What is shown once, like a link or a token, is shown on the same page.
      settle(
        result.type === 'redirect' || (result.type === 'success' && result.data?.['made'] !== undefined),
      );
    };
  };
  return {
    submit,
    get problem() {
      return problem;
    },
  };
}

function toProblem(error: { readonly title?: string; readonly message?: string } | undefined): Problem {
  const { again, title } = formTexts.away;
  if (error instanceof Error || !error?.title) return { title, text: again };
  return { title: error.title, text: `${error.message ?? ''} ${again}`.trim() };
}
