import type { Wrongs } from '../schema-form/read-fields.ts';

export type { Wrongs };

/** What was typed, as a value; messages by dotted path where it cannot be one. */
export type Typed<Value> = { readonly value: Value } | { readonly wrongs: Wrongs };

/** The same messages with a longer path: `percent` below `everyoneElse` is `everyoneElse.percent`. */
export function below(path: string, wrongs: Wrongs): Wrongs {
  return Object.fromEntries(
    Object.entries(wrongs).map(([name, wrong]) => [name === '' ? path : `${path}.${name}`, wrong]),
  );
}
