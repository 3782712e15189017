import type { Json } from '../json.ts';

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words[words.length - 1]}`;
}

const mostListed = 4;

/** A JSON value as it reads in a sentence: texts bare, short lists spelled out, long ones counted. */
export function wordsOfJson(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length > mostListed) return `${value.length} values`;
  return joinWords(value.map(wordsOfJson), 'or');
}

/** A share in thousandths of a percent as `25 %` or `0.5 %`. */
export function wordsOfShare(share: number): string {
  return `${share / 1000} %`;
}
