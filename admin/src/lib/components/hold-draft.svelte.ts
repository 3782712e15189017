import { etagOfDraft, settleDraft, typeDraft } from '#lib/forms/typed-draft.ts';
import type { GivenDraft, TypedDraft } from '#lib/forms/typed-draft.ts';

/** What a form shows: what is typed, otherwise what the server gave last. */
export interface HeldDraft<Draft> {
  draft: Draft;
  /** What the next save is based on; undefined for something new. */
  readonly etag: string | undefined;
  /** What is typed, with what it was made from; undefined where nothing is. */
  typed: TypedDraft<Draft> | undefined;
  /** Remembers what is sent now, and returns what to call once that is answered. */
  readonly send: () => () => void;
}

/** Holds the draft of a form. A page that is read anew takes nothing away that is typed. */
export function holdDraft<Draft>(given: () => GivenDraft<Draft>): HeldDraft<Draft> {
  let typed: TypedDraft<Draft> | undefined = $state.raw();
  const draft = $derived(typed ? typed.draft : given().draft);
  return {
    get draft() {
      return draft;
    },
    set draft(next) {
      typed = typeDraft(typed, { draft: next, given: given() });
    },
    get etag() {
      return etagOfDraft(typed, given());
    },
    get typed() {
      return typed;
    },
    set typed(next) {
      typed = next;
    },
    send() {
      const sent = draft;
      return () => (typed = settleDraft(typed, { sent, given: given() }));
    },
  };
}
