import { describe, expect, it } from 'vitest';
import { findInvisible, listInvisible } from './invisible.ts';

describe('a text of one line', () => {
  it.each([
    ['be\u200bta', "It has a zero width space (U+200B) after 'be'. Take it out."],
    ['\ufeffbeta', 'It begins with a byte order mark (U+FEFF). Take it out.'],
    ['beta\n', 'It ends with a line break (U+000A). Take it out.'],
    ['beta\r\n', 'It ends with a carriage return (U+000D). Take it out.'],
    ['EU\u00a0beta', "It has a no-break space (U+00A0) after 'EU'. Take it out."],
    ['\u202eateb', 'It begins with a right-to-left override (U+202E). Take it out.'],
    ['a\u200db', "It has a zero width joiner (U+200D) after 'a'. Take it out."],
    ['a\u0007b', "It has an invisible character (U+0007) after 'a'. Take it out."],
    ['beta ', 'It ends with a space, which nobody sees. Take it out.'],
    [' beta', 'It begins with a space, which nobody sees. Take it out.'],
  ])('%j is refused by the name and the place of what nobody sees', (text, said) =>
    expect(findInvisible(text)).toBe(said),
  );

  it.each([
    '',
    'EU beta',
    'café',
    'عرض جديد',
    '新しい　検索',
    'نمی‌خواهم',
    '👩‍👩‍👧',
    '1️⃣ ❤️',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'עברית\u200f (beta)',
  ])('%j is as it should be', (text) => expect(findInvisible(text)).toBeUndefined());
});

describe('prose', () => {
  it('has lines and spaces that do not break, and nothing that turns words around', () => {
    expect(findInvisible('One\r\n\tand two !\n', 'prose')).toBeUndefined();
    expect(findInvisible('One\n\u202etwo', 'prose')).toContain("right-to-left override (U+202E) after 'One'");
  });
});

it('names every one of them with its place, so that a page can show them', () => {
  expect(listInvisible('a\u200b\nb\u00a0')).toEqual([
    { name: 'a zero width space (U+200B)', at: 1 },
    { name: 'a line break (U+000A)', at: 2 },
    { name: 'a no-break space (U+00A0)', at: 4 },
  ]);
});
