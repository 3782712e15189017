import { isJsonObject } from '../json.ts';
import type { Json } from '../json.ts';

/** Whether two values are equal as JSON Schema has it: the order of an object's keys does not matter. */
export function isSameJson(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    const [list, others] = [one as readonly Json[], other as readonly Json[]];
    return (
      list.length === others.length && list.every((each, index) => isSameJson(each, others[index] ?? null))
    );
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSameJson(one[name] ?? null, other[name] ?? null))
  );
}

/** The types of JSON Schema that a value has: a whole number is an integer and a number. */
export function typesOf(value: Json): readonly string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['number', 'integer'] : ['number'];
  return [typeof value];
}
