/** A draft as the server gives it, and the etag of what it shows; no etag for something new. */
export interface GivenDraft<Draft> {
  readonly draft: Draft;
  readonly etag: string | undefined;
}

/** What is typed and not saved, and what it was made from: without a draft where that is not known. */
export interface TypedDraft<Draft> {
  readonly draft: Draft;
  readonly from: Pick<GivenDraft<Draft>, 'etag'> & Partial<GivenDraft<Draft>>;
}

/** Returns what is typed after an edit; undefined where it says the same as what it was made from. */
export function typeDraft<Draft>(
  typed: TypedDraft<Draft> | undefined,
  { draft, given }: { readonly draft: Draft; readonly given: GivenDraft<Draft> },
): TypedDraft<Draft> | undefined {
  const from = typed?.from ?? given;
  return isSame(draft, from.draft) ? undefined : { draft, from };
}

/**
 * Returns the etag that the next save is based on. What was typed onto something that somebody changed meanwhile keeps the
 * etag of then, so that the save is a conflict and not a silent replacement.
 */
export function etagOfDraft<Draft>(
  typed: TypedDraft<Draft> | undefined,
  given: GivenDraft<Draft>,
): string | undefined {
  return typed && !isSame(typed.from.draft, given.draft) ? typed.from.etag : given.etag;
}

/**
 * Returns what stays typed once a save is answered: what was sent is settled. What was typed since builds on what the answer
 * shows, the saved setting or the reason why it was not saved.
 */
export function settleDraft<Draft>(
  typed: TypedDraft<Draft> | undefined,
  { sent, given }: { readonly sent: Draft; readonly given: GivenDraft<Draft> },
): TypedDraft<Draft> | undefined {
  if (!typed || isSame(typed.draft, sent)) return undefined;
  return { draft: typed.draft, from: given };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
