/** One promise of a plugin. `check` throws with the counterexample when it is broken. */
export interface PluginProperty {
  readonly title: string;
  check(): void;
}

/** Throws unless a promise holds; `counterexample` is shown as JSON. */
export function demand(holds: boolean, promise: string, counterexample: unknown): void {
  if (!holds) throw new Error(`${promise}\n${JSON.stringify(counterexample, null, 2)}`);
}

/** The answer, or a failure of the promise that nothing throws. */
export function tryTo<T>(act: () => T, counterexample: unknown): T {
  try {
    return act();
  } catch (error) {
    throw new Error(`It threw.\n${JSON.stringify(counterexample, null, 2)}`, { cause: error });
  }
}

/** Frozen all through, so that a plugin that writes to its input is found out. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}
