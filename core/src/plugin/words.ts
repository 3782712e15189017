import type { Json } from '../model/json.ts';

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words[words.length - 1]}`;
}

/** `a`, `a, and b`, `a, b, and c`: for pieces that hold an "and" themselves. */
export function joinClauses(clauses: readonly string[], conjunction: 'and' | 'or'): string {
  if (clauses.length < 2) return clauses[0] ?? '';
  return `${clauses.slice(0, -1).join(', ')}, ${conjunction} ${clauses[clauses.length - 1]}`;
}

const mostListed = 4;

/** A JSON value as it reads in a sentence: texts bare, short lists spelled out, long ones counted. */
export function wordsOfJson(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length > mostListed) return wordsOfCount(value.length, 'value');
  return joinWords(value.map(wordsOfJson), 'or');
}

/** A share in thousandths of a percent: `25 %`, `0.5 %`. */
export function wordsOfShare(share: number): string {
  return `${share / 1000} %`;
}

/** `1 ID`, `1,204 IDs`. */
export function wordsOfCount(count: number, noun: string): string {
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${digits} ${noun}${count === 1 ? '' : 's'}`;
}
