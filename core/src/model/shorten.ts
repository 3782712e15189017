/** The text with at most so many characters: what is cut off shows as `…`, and no surrogate pair is halved. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
