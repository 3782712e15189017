import type { CountSum } from './flag-sums.ts';

/** True if a count is an evaluation, which an app asked for; flags in a bulk answer are delivered instead. */
export function isEvaluation({ source }: Pick<CountSum, 'source'>): boolean {
  return source !== 'bulk';
}

/** Adds up counts. */
export function sumOf(sums: readonly Pick<CountSum, 'count'>[]): number {
  return sums.reduce((all, { count }) => all + count, 0);
}
