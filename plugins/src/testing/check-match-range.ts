import { isWithin } from '@hoist/core';
import type { BoundOperator, MatchRange, Json, Operator } from '@hoist/core';
import { askBoundOperator } from './ask-bound-operator.ts';
import { fail, tryTo } from './property.ts';
import type { Example } from './property.ts';
import { show } from './show.ts';

/** A match range of values is looked at instead of asking, and the analysis trusts any: what it says and does must be one. */
export function checkExtent(
  operator: Operator,
  bound: BoundOperator,
  operand: Example,
  values: readonly Json[],
): void {
  const matchRange = tryTo('matchRange', () => bound.matchRange, operand);
  if (matchRange === undefined) return;
  const fault = findFault(matchRange);
  if (fault) fail(fault, { ...operand, matchRange });
  if ('axis' in matchRange && matchRange.axis !== undefined) return;
  for (const actual of [...edgesOf(matchRange), ...values]) {
    const example = { ...operand, actual };
    const answer = askBoundOperator(operator, bound, { actual }, example);
    const isIn = isWithin({ values: new Set([actual]) }, matchRange);
    if ((answer === true) === isIn) continue;
    fail(
      `matchRange ${isIn ? 'holds' : 'lacks'} a value of which matches answered ${show(answer)}. It must hold exactly what matches: correct it, or leave it out.`,
      example,
    );
  }
}

function findFault(matchRange: unknown): string | undefined {
  if (typeof matchRange !== 'object' || matchRange === null) {
    return `matchRange gave ${show(matchRange)}. It must give { values } or { from, to }, or undefined.`;
  }
  if ('values' in matchRange) {
    if (matchRange.values instanceof Set) return undefined;
    return `The values of matchRange are ${show(matchRange.values)}. They must be a Set: new Set([…]).`;
  }
  const { from, to } = matchRange as { readonly from?: unknown; readonly to?: unknown };
  if ([from, to].every((end) => end === undefined || typeof end === 'number')) return undefined;
  return 'An end of matchRange is no number. Give one in from and to, or leave it out.';
}

function edgesOf(matchRange: MatchRange): Json[] {
  if ('values' in matchRange) return [...matchRange.values] as Json[];
  const ends = [matchRange.from, matchRange.to].filter((end) => end !== undefined);
  return ends.flatMap((end) => [end - 1, end - 1e-9, end, end + 1e-9, end + 1]);
}
