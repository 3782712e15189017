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
  /** What a save carries that is not answered yet. */
  readonly sent?: Draft;
}

/** Returns what is typed after an edit; undefined where it says the same as what it was made from. */
export function typeDraft<Draft>(
  typed: TypedDraft<Draft> | undefined,
  { draft, given }: { readonly draft: Draft; readonly given: GivenDraft<Draft> },
): TypedDraft<Draft> | undefined {
  const { from, sent } = typed ?? { from: toBase(given) };
  if (sent !== undefined) return { draft, from, sent };
  // Where the given draft is not saved, falling back to it would bring back what was just undone.
  return isSame(draft, from.draft) && !given.isUnsaved ? undefined : { draft, from };
}

/** Returns what is typed while a save that carries all of it is under way. */
export function sendDraft<Draft>(
  typed: TypedDraft<Draft> | undefined,
  given: GivenDraft<Draft>,
): TypedDraft<Draft> {
  const { draft, from } = typed ?? { draft: given.draft, from: toBase(given) };
  return { draft, from, sent: draft };
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
 * Returns what stays typed once a save has taken effect: what was sent is settled. What was typed since builds on what the
 * answer shows.
 */
export function settleDraft<Draft>(
  typed: TypedDraft<Draft> | undefined,
  given: GivenDraft<Draft>,
): TypedDraft<Draft> | undefined {
  if (typed?.sent === undefined) return typed;
  return isSame(typed.draft, typed.sent) ? undefined : { draft: typed.draft, from: toBase(given) };
}

/**
 * Returns what is typed where a page is opened again that was left with it. A save whose answer nobody waited for has taken
 * effect if what it was based on has changed.
 */
export function restoreDraft<Draft>(
  { draft, from, sent }: TypedDraft<Draft>,
  given: GivenDraft<Draft>,
): TypedDraft<Draft> | undefined {
  if (sent === undefined || from.etag === given.etag) return { draft, from };
  return settleDraft({ draft, from, sent }, given);
}

function toBase<Draft>({ draft, etag }: GivenDraft<Draft>): TypedDraft<Draft>['from'] {
  return { draft, etag };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
