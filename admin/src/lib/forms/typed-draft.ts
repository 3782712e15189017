/** A draft as the server gives it, and the etag of what it shows; no etag for something new. */
export interface GivenDraft<Draft> {
  readonly draft: Draft;
  readonly etag: string | undefined;
  /** True if it is not saved: it came back refused, or from elsewhere. */
  readonly isUnsaved?: boolean;
}

/** What is typed and not saved, and what it was made from. */
export interface TypedDraft<Draft> {
  readonly draft: Draft;
  readonly from: Pick<GivenDraft<Draft>, 'draft' | 'etag'>;
}

/** Returns what is typed after an edit; undefined where it says the same as what it was made from. */
export function typeDraft<Draft>(
  typed: TypedDraft<Draft> | undefined,
  { draft, given }: { readonly draft: Draft; readonly given: GivenDraft<Draft> },
): TypedDraft<Draft> | undefined {
  const from = typed?.from ?? { draft: given.draft, etag: given.etag };
  // Where the given draft is not saved, falling back to it would bring back what was just undone.
  return isSame(draft, from.draft) && !given.isUnsaved ? undefined : { draft, from };
}

/** True if what is typed says something else than what it was made from. */
export function isEdit<Draft>({ draft, from }: TypedDraft<Draft>): boolean {
  return !isSame(draft, from.draft);
}

/**
 * Returns the etag that the next save is based on. What was typed onto something that somebody changed meanwhile keeps the
 * etag of then, so that the save is a conflict and not a silent replacement; the answer to that names the next one.
 */
export function etagOfDraft<Draft>(
  typed: TypedDraft<Draft> | undefined,
  given: GivenDraft<Draft>,
): string | undefined {
  if (!typed || given.isUnsaved) return given.etag;
  return isSame(typed.from.draft, given.draft) ? given.etag : typed.from.etag;
}

/**
 * Returns what stays typed once it is saved: what was sent is settled. What was typed since builds on what is saved now.
 */
export function settleDraft<Draft>(
  typed: TypedDraft<Draft> | undefined,
  { sent, given }: { readonly sent: Draft; readonly given: GivenDraft<Draft> },
): TypedDraft<Draft> | undefined {
  if (!typed || isSame(typed.draft, sent)) return undefined;
  return { draft: typed.draft, from: { draft: given.draft, etag: given.etag } };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
