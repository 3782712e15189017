/** A character of a text that nobody sees, or that turns the words around it. */
export interface Invisible {
  /** As a sentence calls it: `a zero width space (U+200B)`. */
  readonly name: string;
  /** Where it is, in code units from the start of the text. */
  readonly at: number;
}

/** Controls, white space other than a space, fillers, format characters and half surrogate pairs. */
const hidden = String.raw`\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200a\u202f\u205f\u2800\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}`;
const everyHidden = new RegExp(`[${hidden}]`, 'gu');
/** Scripts and emoji are written with these; beside letters of ASCII alone they do nothing that is meant. */
const joining = /[\u200c-\u200f\u061c\ufe00-\ufe0f]/;
const joined = new RegExp(`[^\\0-\\x7f${hidden}]`, 'u');
/** The flags of England, Scotland and Wales end in letters that nobody sees. */
const tagged = /\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}/gu;

const names: Readonly<Record<string, string>> = {
  '\n': 'a line break',
  '\r': 'a carriage return',
  '\t': 'a tab',
  '\u0000': 'a null character',
  '\u00a0': 'a no-break space',
  '\u00ad': 'a soft hyphen',
  '\u200b': 'a zero width space',
  '\u200c': 'a zero width non-joiner',
  '\u200d': 'a zero width joiner',
  '\u200e': 'a left-to-right mark',
  '\u200f': 'a right-to-left mark',
  '\u2028': 'a line separator',
  '\u2029': 'a paragraph separator',
  '\u202a': 'a left-to-right embedding',
  '\u202b': 'a right-to-left embedding',
  '\u202c': 'an end of an embedding',
  '\u202d': 'a left-to-right override',
  '\u202e': 'a right-to-left override',
  '\u202f': 'a narrow no-break space',
  '\u2060': 'a word joiner',
  '\u2066': 'a left-to-right isolate',
  '\u2067': 'a right-to-left isolate',
  '\u2068': 'a first strong isolate',
  '\u2069': 'an end of an isolate',
  '\ufeff': 'a byte order mark',
};

/** Finds the characters of a text that nobody sees, in their order. Spaces between words, and what scripts and emoji need, are none. */
export function listInvisible(text: string): readonly Invisible[] {
  const found: Invisible[] = [];
  const plain = text.replaceAll(tagged, (flag) => 'x'.repeat(flag.length));
  for (const { 0: character, index } of plain.matchAll(everyHidden))
    if (!isNeeded(plain, character, index)) found.push({ name: nameOf(character), at: index });
  return found;
}

function isNeeded(text: string, character: string, index: number): boolean {
  if (!joining.test(character)) return false;
  const before = [...text.slice(Math.max(0, index - 2), index)].at(-1) ?? '';
  const [after = ''] = text.slice(index + character.length, index + character.length + 2);
  return joined.test(before) || joined.test(after);
}

function nameOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `${names[character] ?? 'an invisible character'} (U+${code})`;
}

/** How a text is used: one line that must be exactly right, or prose with line breaks. */
export type TextKind = 'line' | 'prose';

const inProse = /[\n\r\t\u00a0\u00ad\u2000-\u200a\u202f\u205f]/;

/**
 * Says which character of a text was hardly meant, and where it is; undefined for none. A line has no space at its ends either.
 */
export function findInvisible(text: string, kind: TextKind = 'line'): string | undefined {
  const [found] = listInvisible(text).filter(({ at }) => kind === 'line' || !inProse.test(text[at] ?? ''));
  if (found) return `It ${placeOf(text, found.at, found.name)}. Take it out.`;
  if (kind === 'prose' || text.trim() === text) return undefined;
  return `It ${text.startsWith(' ') ? 'begins' : 'ends'} with a space, which nobody sees. Take it out.`;
}

const shown = 20;

function placeOf(text: string, at: number, name: string): string {
  if (at === 0) return `begins with ${name}`;
  const before = [...text.slice(0, at).replaceAll(everyHidden, '')].slice(-shown).join('');
  const isEnd = text.slice(at).replaceAll(everyHidden, '').trim() === '';
  return isEnd ? `ends with ${name}` : `has ${name} after '${before.trimStart()}'`;
}
