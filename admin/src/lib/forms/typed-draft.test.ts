import { describe, expect, it } from 'vitest';
import { etagOfDraft, isEdit, restoreDraft, sendDraft, settleDraft, typeDraft } from './typed-draft.ts';

const first = { draft: { name: 'Cart' }, etag: '1' };
const theirs = { draft: { name: 'Basket' }, etag: '2' };
const mine = { draft: { name: 'Trolley' }, etag: '2' };
const typed = { draft: mine.draft, from: first };

describe('typeDraft', () => {
  it('remembers what the first edit was made from', () => {
    const once = typeDraft(undefined, { draft: { name: 'T' }, given: first });
    expect(typeDraft(once, { draft: mine.draft, given: theirs })).toEqual(typed);
  });

  it('holds nothing where an edit was undone by hand', () => {
    expect(typeDraft(typed, { draft: { name: 'Cart' }, given: theirs })).toBeUndefined();
  });
});

it('an edit that is undone after a refusal is what is shown, and not what was refused', () => {
  const refused = { draft: mine.draft, etag: '1', isUnsaved: true };
  const undone = typeDraft(typed, { draft: first.draft, given: refused });
  expect(undone?.draft).toEqual(first.draft);
  expect([typed, undone!].map(isEdit)).toEqual([true, false]);
});

describe('etagOfDraft', () => {
  it('is the present one where nothing is typed', () => {
    expect(etagOfDraft(undefined, theirs)).toBe('2');
  });

  it('is the present one where what was typed onto still stands', () => {
    expect(etagOfDraft(typed, { ...first, etag: '3' })).toBe('3');
  });

  it('is that of then where somebody else saved meanwhile', () => {
    expect(etagOfDraft(typed, theirs)).toBe('1');
  });

  it('is the one that the answer to a refused save names', () => {
    expect(etagOfDraft(typed, { draft: mine.draft, etag: '2', isUnsaved: true })).toBe('2');
  });
});

describe('settleDraft', () => {
  it('holds nothing more of what was sent', () => {
    expect(settleDraft(sendDraft(typed, first), mine)).toBeUndefined();
    expect(settleDraft(sendDraft(undefined, first), first)).toBeUndefined();
  });

  it('keeps what was typed while the save was under way, based on what the answer shows', () => {
    for (const name of ['Trolley 2', 'Cart']) {
      const later = typeDraft(sendDraft(typed, first), { draft: { name }, given: first });
      expect(settleDraft(later, mine)).toEqual({ draft: { name }, from: mine });
    }
  });
});

describe('restoreDraft', () => {
  const sent = sendDraft(typed, first);
  const later = typeDraft(sent, { draft: theirs.draft, given: first })!;

  it('brings back what was typed and not sent, onto what it was made from', () => {
    expect(restoreDraft(typed, theirs)).toEqual(typed);
  });

  it('brings back what was sent where nothing was saved', () => {
    expect(restoreDraft(sent, first)).toEqual(typed);
  });

  it('brings back nothing that was saved, and what was typed since onto that', () => {
    expect(restoreDraft(sent, mine)).toBeUndefined();
    expect(restoreDraft(later, mine)).toEqual({ draft: theirs.draft, from: mine });
  });
});
