/** How many bytes a text has in UTF-8. Half of a surrogate pair counts as the three of U+FFFD, as in TextEncoder. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // Four bytes for two units: three for the first were counted.
    if (isPair(text, index)) index++;
  }
  return bytes;
}

function isPair(text: string, index: number): boolean {
  return (text.codePointAt(index) ?? 0) > 0xffff;
}
