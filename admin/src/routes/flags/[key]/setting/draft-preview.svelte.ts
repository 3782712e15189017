import { askDraft } from '#lib/components/ask-draft.svelte.ts';
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

/** The field that carries the people a draft is tried on. */
export const peopleField = 'people';

/** Previews a form while it is edited: holds the server's latest answer, or nothing if it cannot be reached. */
export function createPreview() {
  let words: PreviewWords | undefined = $state.raw();
  let problem: string | undefined = $state();
  let people = $state.raw('[]');
  const ask = askDraft<Answer>({
    answered: (answer, sent) => {
      words = answer?.preview;
      const carried = sent.get(peopleField);
      people = typeof carried === 'string' ? carried : '[]';
      problem = answer?.refusal?.detail;
    },
    failed: () => (words = undefined),
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
    ask,
  };
}
