import type { CompiledCondition } from './compiled-condition.ts';

/** Conditions that must all match. The cheapest are asked first, which changes no answer unless a plugin throws. */
export class CompiledConditions {
  /** As they were written. */
  readonly listed: readonly CompiledCondition[];
  readonly #first: CompiledCondition | undefined;
  readonly #others: readonly CompiledCondition[];

  constructor(listed: readonly CompiledCondition[]) {
    this.listed = listed;
    [this.#first, ...this.#others] = listed.toSorted((one, other) => one.cost - other.cost);
  }

  /** Whether the subject of the evaluation under way fits them all. */
  match(): boolean {
    const first = this.#first;
    return first === undefined || (first.matches() && this.#othersMatch());
  }

  #othersMatch(): boolean {
    const others = this.#others;
    for (let index = 0; index < others.length; index++) {
      if (others[index]?.matches() !== true) return false;
    }
    return true;
  }
}
