import { strict } from '@hoist/core';
import type {
  BoundStrategy,
  Json,
  ServedVariant,
  Strategy,
  StrategySubject,
  StrategyVector,
} from '@hoist/core';
import { demandBound } from './demand-bound.ts';
import { fail, tryTo } from './property.ts';
import type { Example } from './property.ts';
import { isThenable, show, showInstant } from './show.ts';

/** A vector of a strategy with its parameters parsed. */
export interface BoundVector {
  readonly bound: BoundStrategy;
  readonly vector: StrategyVector;
  readonly example: Example & { readonly vector: number };
}

/** All vectors of a strategy. Throws at the first one whose parameters the schema refuses. */
export function bindVectors(strategy: Strategy): BoundVector[] {
  return strategy.vectors.map((vector, index) => {
    const { params, salt, context, segments, now } = vector;
    const rest = { ...(segments && { segments }), ...(now !== undefined && { now: showInstant(now) }) };
    const example = { vector: index + 1, params, salt, context, ...rest };
    const bound = bindParams(strategy, `Vector ${index + 1} has params that`, params);
    return { bound, vector, example };
  });
}

/** A strategy with parameters that it has to take. */
export function bindParams(strategy: Strategy, what: string, params: Json): BoundStrategy {
  const bound = demandBound(strategy.bind(params, strict), what, { params });
  const variants: unknown = bound.variants;
  if (Array.isArray(variants)) return bound;
  return fail(
    `variants gave ${show(variants)}. It must give a list of the keys of variants, with null for off.`,
    { params },
  );
}

/** The variant that somebody gets, null for off. Throws what is neither. */
export function assign(
  bound: BoundStrategy,
  subject: StrategySubject,
  example: Example,
): ServedVariant | undefined {
  const variant: unknown = tryTo('assign', () => bound.assign(subject), example);
  if (variant === undefined || variant === null || typeof variant === 'string') return variant;
  const told = `assign gave ${show(variant)}, and must give the key of a variant, null for off, or undefined for who has no ID`;
  return fail(isThenable(variant) ? `${told}, at once. Take 'async' away.` : `${told}.`, example);
}

/** The same vector asked for its own person, and for some others: what one does not get, another does. */
export function askOthers(each: BoundVector): BoundVector[] {
  const { vector, example } = each;
  const others = Array.from({ length: 8 }, (_, person) => {
    const context = { ...vector.context, targetingKey: `user-${person + 1}` };
    return { ...each, vector: { ...vector, context }, example: { ...example, context } };
  });
  return [each, ...others];
}
