import { deserialize } from '$app/forms';
import { session } from '#lib/session/session.svelte.ts';
import { onDestroy } from 'svelte';
import type { Sentence } from '@hoist/core/words';
import type { Neighbours } from '#lib/server/flags/neighbours.ts';
import type { Warning } from '#lib/server/settings/find-warnings.ts';
import type { Tried } from '#lib/server/settings/try-person.ts';

/** The effect of a draft in words, from the server. */
export interface PreviewWords {
  readonly before: Sentence;
  readonly after: Sentence;
  readonly differences: readonly string[];
  readonly problems: readonly string[];
  readonly included: readonly string[];
  readonly outdated: readonly string[];
  /** When each step of the draft's rollouts would be reached if it were saved now, by the rule that each is in. */
  readonly reached?: readonly { readonly rule: string; readonly steps: readonly (string | undefined)[] }[];
  /** What is valid about the draft and hardly meant. */
  readonly warnings?: readonly Warning[];
  /** How many conditions it has where they are too many to look for that. */
  readonly tooMany?: string | undefined;
  /** What the draft answers about the people that the form carries, in their order. */
  readonly tried?: readonly Tried[];
  readonly neighbours?: Neighbours;
}

interface Answer extends Record<string, unknown> {
  readonly preview?: PreviewWords;
  readonly refusal?: { readonly detail: string };
}

const pause = 200;

/** The field that carries the people a draft is tried on. */
export const peopleField = 'people';

/** Previews a form while it is edited: holds the server's latest answer, or nothing if it cannot be reached. */
export function createPreview() {
  let words: PreviewWords | undefined = $state.raw();
  let problem: string | undefined = $state();
  let people = $state.raw('[]');
  let asked: AbortController | undefined;
  // Sent after the page was left, it would go to another page.
  onDestroy(() => asked?.abort());

  async function fetchWords(form: HTMLFormElement, action: string, signal: AbortSignal): Promise<void> {
    const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
    const body = new FormData(form);
    const response = await fetch(action, { method: 'POST', body, headers, signal });
    if (session.isEnded(response)) return;
    const result = deserialize<Answer, Answer>(await response.text());
    if (signal.aborted || (result.type !== 'success' && result.type !== 'failure')) return;
    words = result.data?.preview;
    const sent = body.get(peopleField);
    people = typeof sent === 'string' ? sent : '[]';
    problem = result.data?.refusal?.detail;
  }

  /** What was asked last: a session that was renewed goes on with it. */
  let last: (() => void) | undefined;
  $effect(() => {
    if (session.renewals > 0) last?.();
  });

  return {
    get words() {
      return words;
    },
    /** The people that the words are about, as the form carried them. */
    get people() {
      return people;
    },
    get problem() {
      return problem;
    },
    /** Sends a request after a pause in typing and drops an earlier one. */
    ask(form: HTMLFormElement, action: string): void {
      last = () => this.ask(form, action);
      asked?.abort();
      const controller = new AbortController();
      asked = controller;
      setTimeout(() => {
        if (controller.signal.aborted) return;
        // Words beside a form may be missing; saving says what is wrong.
        fetchWords(form, action, controller.signal).catch(() => (words = undefined));
      }, pause);
    },
  };
}
