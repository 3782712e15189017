import { canonicalize, isJsonObject } from '@hoist/core';
import type { Json, JsonObject } from '@hoist/core';
import { fieldError, invalid } from '../errors/use-case-error.ts';

/**
 * Input without the fields that nobody sets, so that what was read can be edited and sent back as it is. `fields` are these
 * with their values now, or those that creation gives; throws UseCaseError 422 for one that differs. `at`: the steps
 * to the input, where it is part of one.
 */
export function withoutReadOnly(
  input: JsonObject,
  fields: Readonly<Record<string, Json | undefined>>,
  at: readonly string[] = [],
): JsonObject {
  const wrong = Object.keys(fields).filter(
    (name) => Object.hasOwn(input, name) && !isSame(input[name], fields[name]),
  );
  if (wrong.length > 0)
    throw invalid(
      ...wrong.map((name) =>
        fieldError([...at, name], 'read-only', `'${name}' is not for you to set: leave it out.`),
      ),
    );
  return Object.fromEntries(Object.entries(input).filter(([name]) => !Object.hasOwn(fields, name)));
}

function isSame(given: Json | undefined, known: Json | undefined): boolean {
  if (given === known) return true;
  if (given === undefined || known === undefined) return false;
  return isJsonObject(given) || Array.isArray(given) ? canonicalize(given) === canonicalize(known) : false;
}
