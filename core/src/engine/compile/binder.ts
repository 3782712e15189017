import type { Condition } from '../../model/condition.ts';
import type { Json } from '../../model/json.ts';
import type { BoundOperator, Operator } from '../../plugin/operator.ts';
import type { Bound } from '../../plugin/plugin-input.ts';
import type { Registry } from '../../plugin/registry.ts';
import type { BoundStrategy, Strategy } from '../../plugin/strategy.ts';
import type { Steps } from '../../time/steps.ts';
import type { CompiledCondition } from '../nodes/compiled-condition.ts';

interface Conditional {
  readonly conditions: readonly Condition[];
}

/** Whether a costly operator is among the conditions of rules or groups. */
export function isCostly(parts: readonly Conditional[], { operators }: Registry): boolean {
  for (const { conditions } of parts)
    for (const { operator } of conditions) if (operators.get(operator)?.costly === true) return true;
  return false;
}

/**
 * Binds plugins to inputs, each pair once: the flags of a ruleset repeat themselves ("on for everyone", the same twenty
 * countries), and what is bound is immutable.
 */
export class Binder {
  readonly #kept: Binder | undefined;
  readonly #operators = new Map<Operator, Map<string, Bound<BoundOperator>>>();
  readonly #strategies = new Map<Strategy, Map<string, Bound<BoundStrategy>>>();
  readonly #conditions = new Map<BoundOperator, Map<string, CompiledCondition>>();

  /** `kept`: binds costly operators instead, and is kept for longer than this one. */
  constructor(kept?: Binder) {
    this.#kept = kept;
  }

  bindOperator(operator: Operator, operand: Json | undefined): Bound<BoundOperator> {
    if (operator.costly && this.#kept) return this.#kept.bindOperator(operator, operand);
    return bindOnce(inputsOf(this.#operators, operator), operand, () => operator.bind(operand));
  }

  /** Binds the costly ones among the conditions of rules or groups beforehand, each in a step of its own. */
  *bindCostly(parts: readonly Conditional[], { operators }: Registry): Steps<void> {
    for (const { conditions } of parts) {
      for (const { operator: name, operand } of conditions) {
        const operator = operators.get(name);
        if (operator?.costly !== true) continue;
        this.bindOperator(operator, operand);
        yield;
      }
    }
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
