/** Says what to do about a number that can be read in two ways. */
export const ambiguousNumber =
  'Write it with a point, or without a comma: before three digits a comma can mean a thousand or a decimal.';

/** True for `1,000`: a thousand for some, and one with three decimals for others. */
export function isAmbiguous(text: string): boolean {
  return /^[+-]?\d{1,3}(,\d{3})+$/.test(text.trim());
}

/** A number as a person types it, with a point or a comma; NaN for what is none, or could be two. */
export function readNumber(text: string): number {
  const typed = text.trim();
  return typed === '' || isAmbiguous(typed) ? Number.NaN : Number(typed.replace(',', '.'));
}
