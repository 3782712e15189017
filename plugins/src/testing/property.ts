import { show } from './show.ts';

/** One promise of a plugin. `check` throws with the counterexample when it is broken. */
export interface PluginProperty {
  readonly title: string;
  check(): void;
}

/** The values by which a promise is broken, each by its name. */
export type Example = Readonly<Record<string, unknown>>;

/** Throws what is wrong and what to do, with the values by which it is. */
export function fail(told: string, example: Example = {}, cause?: unknown): never {
  const lines = Object.entries(example).map(([name, value]) => `\n  ${name}: ${show(value)}`);
  throw new Error(told + lines.join(''), { cause });
}

/** The answer; where `what`, which is called, throws, what it threw and what to do. */
export function tryTo<T>(what: string, act: () => T, example: Example, advice = mustTakeAll): T {
  try {
    return act();
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : show(error);
    return fail(`${what} threw ${endSentence(reason)} ${advice}`, example, error);
  }
}

const mustTakeAll = 'It must take whatever the schema takes, or the schema refuse it.';

/** Adds a full stop to a sentence that has no end mark. */
export function endSentence(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Freezes a value at all depths, so that a plugin that writes to its input throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}
