import type { CountSum } from './flag-sums.ts';

/** Asked for by an app: what headlines and lifecycle call an evaluation. What a bulk answer carried is delivered, not asked. */
export function isEvaluation({ source }: Pick<CountSum, 'source'>): boolean {
  return source !== 'bulk';
}

export function sumOf(sums: readonly Pick<CountSum, 'count'>[]): number {
  return sums.reduce((all, { count }) => all + count, 0);
}
