const base = 37;
const subdivisionSize = base ** 3;

/**
 * A region as one number, the same for any case: ISO 3166-1 alpha-2 (`DE`) or ISO 3166-2 (`US-CA`). Undefined for anything
 * else. Allocates nothing.
 */
export function toRegionCode(text: unknown): number | undefined {
  if (typeof text !== 'string' || text.length < 2 || text.length > 6) return undefined;
  const first = letterAt(text, 0);
  const second = letterAt(text, 1);
  if (first < 0 || second < 0) return undefined;
  const country = (first * 26 + second) * subdivisionSize;
  if (text.length === 2) return country;
  if (text.charCodeAt(2) !== 0x2d || text.length === 3) return undefined;
  let subdivision = 0;
  for (let index = 3; index < text.length; index++) {
    const digit = digitAt(text, index);
    if (digit < 0) return undefined;
    subdivision = subdivision * base + digit;
  }
  return country + subdivision;
}

/** The country that a region is, or is a part of. */
export function countryOf(region: number): number {
  return region - (region % subdivisionSize);
}

function letterAt(text: string, index: number): number {
  const letter = (text.charCodeAt(index) | 0x20) - 0x61;
  return letter >= 0 && letter < 26 ? letter : -1;
}

/** Letters and digits as 1 to 36, so that a subdivision is never 0 and none equals another with zeros before it. */
function digitAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code >= 0x30 && code <= 0x39) return code - 0x2f;
  const letter = letterAt(text, index);
  return letter < 0 ? -1 : letter + 11;
}
