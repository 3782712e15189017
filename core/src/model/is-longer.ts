/**
 * True if a text has more than so many characters. A character is a code point, as in JSON Schema's `maxLength`; half of a
 * surrogate pair is one.
 */
export function isLongerThan(text: string, most: number): boolean {
  if (text.length <= most) return false;
  if (text.length > most * 2) return true;
  let characters = text.length;
  for (let index = 0; index < text.length; index++) {
    if ((text.codePointAt(index) ?? 0) <= 0xffff) continue;
    characters--;
    index++;
  }
  return characters > most;
}
