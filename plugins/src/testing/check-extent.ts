import { isWithin } from '@hoist/core';
import type { BoundOperator, Extent, Json, Operator } from '@hoist/core';
import { askBoundOperator } from './ask-bound-operator.ts';
import { fail, tryTo } from './property.ts';
import type { Example } from './property.ts';
import { show } from './show.ts';

/** An extent of values is looked at instead of asking, and the analysis trusts any: what it says and does must be one. */
export function checkExtent(
  operator: Operator,
  bound: BoundOperator,
  operand: Example,
  values: readonly Json[],
): void {
  const extent = tryTo('extent', () => bound.extent, operand);
  if (extent === undefined) return;
  const fault = findFault(extent);
  if (fault) fail(fault, { ...operand, extent });
  if ('axis' in extent && extent.axis !== undefined) return;
  for (const actual of [...edgesOf(extent), ...values]) {
    const example = { ...operand, actual };
    const answer = askBoundOperator(operator, bound, { actual }, example);
    const isIn = isWithin({ values: new Set([actual]) }, extent);
    if ((answer === true) === isIn) continue;
    fail(
      `extent ${isIn ? 'holds' : 'lacks'} a value of which matches answered ${show(answer)}. It must hold exactly what matches: correct it, or leave it out.`,
      example,
    );
  }
}

function findFault(extent: unknown): string | undefined {
  if (typeof extent !== 'object' || extent === null) {
    return `extent gave ${show(extent)}. It must give { values } or { from, to }, or undefined.`;
  }
  if ('values' in extent) {
    if (extent.values instanceof Set) return undefined;
    return `The values of extent are ${show(extent.values)}. They must be a Set: new Set([…]).`;
  }
  const { from, to } = extent as { readonly from?: unknown; readonly to?: unknown };
  if ([from, to].every((end) => end === undefined || typeof end === 'number')) return undefined;
  return 'An end of extent is no number. Give one in from and to, or leave it out.';
}

function edgesOf(extent: Extent): Json[] {
  if ('values' in extent) return [...extent.values] as Json[];
  const ends = [extent.from, extent.to].filter((end) => end !== undefined);
  return ends.flatMap((end) => [end - 1, end - 1e-9, end, end + 1e-9, end + 1]);
}
