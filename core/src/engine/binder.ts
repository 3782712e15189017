import type { Condition } from '../domain.ts';
import type { Json } from '../json.ts';
import type { BoundOperator, Operator } from '../plugin/operator.ts';
import type { Bound } from '../plugin/plugin-input.ts';
import type { BoundStrategy, Strategy } from '../plugin/strategy.ts';
import type { CompiledCondition } from './compiled-condition.ts';

/**
 * Binds plugins to inputs, each pair once: the flags of a ruleset repeat themselves ("on for everyone", the same twenty
 * countries), and what is bound is immutable.
 */
export class Binder {
  readonly #operators = new Map<Operator, Map<string, Bound<BoundOperator>>>();
  readonly #strategies = new Map<Strategy, Map<string, Bound<BoundStrategy>>>();
  readonly #conditions = new Map<BoundOperator, Map<string, CompiledCondition>>();

  bindOperator(operator: Operator, operand: Json | undefined): Bound<BoundOperator> {
    return bindOnce(inputsOf(this.#operators, operator), operand, () => operator.bind(operand));
  }

  /** The condition that asks the same of the same attribute, made when it is the first. */
  shareCondition(
    { attribute = '', negate }: Condition,
    bound: BoundOperator,
    make: () => CompiledCondition,
  ): CompiledCondition {
    let known = this.#conditions.get(bound);
    if (!known) this.#conditions.set(bound, (known = new Map()));
    const name = `${negate ? 'not' : 'is'} ${attribute}`;
    const shared = known.get(name)?.share();
    if (shared) return shared;
    const made = make();
    known.set(name, made);
    return made;
  }

  bindStrategy(strategy: Strategy, params: Json): Bound<BoundStrategy> {
    return bindOnce(inputsOf(this.#strategies, strategy), params, () => strategy.bind(params));
  }
}

function inputsOf<P, T>(plugins: Map<P, Map<string, T>>, plugin: P): Map<string, T> {
  let known = plugins.get(plugin);
  if (!known) plugins.set(plugin, (known = new Map()));
  return known;
}

function bindOnce<T>(known: Map<string, T>, input: Json | undefined, bind: () => T): T {
  const text = JSON.stringify(input) ?? '';
  let bound = known.get(text);
  if (!bound) known.set(text, (bound = bind()));
  return bound;
}
