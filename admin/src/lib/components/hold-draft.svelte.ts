import { untrack } from 'svelte';
import { page } from '$app/state';
import {
  etagOfDraft,
  isEdit,
  restoreDraft,
  sendDraft,
  settleDraft,
  typeDraft,
} from '#lib/forms/typed-draft.ts';
import type { GivenDraft, TypedDraft } from '#lib/forms/typed-draft.ts';
import { keepDraft, readKept } from './kept-draft.ts';

/** What a form shows: what is typed, otherwise what the server gave last. */
export interface HeldDraft<Draft> {
  draft: Draft;
  /** What the next save is based on; undefined for something new. */
  readonly etag: string | undefined;
  /** True if something is typed that is not saved. */
  readonly isTyped: boolean;
  /** True if it was typed before the page was left, and is as it was then. */
  readonly isKept: boolean;
  /** True while the draft is the one that the server answered: what it said was wrong is about this one. */
  readonly isAnswered: boolean;
  /** Forgets what is typed, also in this tab: it must be gone before the page is left, which may be at once. */
  readonly discard: () => void;
  /** Remembers what is sent now, and returns what to call once that is answered. */
  readonly send: () => (isSaved: boolean) => void;
}

/**
 * Holds the draft of a form. A page that is read anew takes nothing away that is typed, and a page that is left keeps it: the
 * form of this name shows it again in the same tab to the same person. A form without a name keeps nothing.
 */
export function holdDraft<Draft>(
  given: () => GivenDraft<Draft>,
  name: () => string | undefined,
): HeldDraft<Draft> {
  let typed: TypedDraft<Draft> | undefined = $state.raw();
  let kept: Draft | undefined = $state.raw();
  let answered: Draft | undefined = $state.raw();
  let shown: string | undefined;
  const draft = $derived(typed ? typed.draft : given().draft);

  $effect(() => {
    const form = name();
    const isOther = form !== shown;
    shown = form;
    const now = typed;
    const item = itemOf(form);
    if (item === undefined) return;
    if (!isOther) return keep(form, now);
    untrack(() => (typed = restore(item, given())));
    kept = untrack(() => typed?.draft);
    answered = undefined;
  });

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
    get isTyped() {
      return typed !== undefined && isEdit(typed);
    },
    get isKept() {
      return typed !== undefined && typed.draft === kept;
    },
    get isAnswered() {
      return typed === undefined || typed.draft === answered;
    },
    discard() {
      typed = undefined;
      keep(name(), undefined);
    },
    send() {
      const form = name();
      typed = sendDraft(typed, given());
      return (isSaved) => {
        if (isSaved) typed = settleDraft(typed, given());
        else {
          answered = typed?.sent;
          typed = typed && { draft: typed.draft, from: typed.from };
        }
        // The page may have been left by now.
        keep(form, typed);
      };
    },
  };
}

function restore<Draft>(item: string, given: GivenDraft<Draft>): TypedDraft<Draft> | undefined {
  const kept = given.isUnsaved ? undefined : readKept<Draft>(item);
  return kept && restoreDraft(kept, given);
}

function keep(form: string | undefined, typed: TypedDraft<unknown> | undefined): void {
  const item = itemOf(form);
  if (item !== undefined) keepDraft(item, typed && isEdit(typed) ? typed : undefined);
}

/** What one person types is shown to no other. */
function itemOf(form: string | undefined): string | undefined {
  return form === undefined ? undefined : `${page.data.person?.email ?? ''} ${form}`;
}
