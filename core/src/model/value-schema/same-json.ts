import { isJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import { spend } from './check-work.ts';
import type { CheckWork } from './check-work.ts';

/** Whether two values are equal as JSON Schema has it: the order of an object's keys does not matter. */
export function isSameJson(one: Json, other: Json, work: CheckWork): boolean {
  if (!spend(work, 1)) return false;
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    const [list, others] = [one as readonly Json[], other as readonly Json[]];
    return (
      list.length === others.length &&
      list.every((each, index) => isSameJson(each, others[index] ?? null, work))
    );
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) => Object.hasOwn(other, name) && isSameJson(one[name] ?? null, other[name] ?? null, work),
    )
  );
}

/** Whether two entries of a list are equal in that way; by what they are written as, in time that grows with the list. */
export function hasTwins(list: readonly Json[], work: CheckWork): boolean {
  const seen = new Set<string>();
  for (const each of list) {
    const text = write(each, work);
    if (seen.has(text)) return true;
    seen.add(text);
  }
  return false;
}

/** The same text for equal values, and for no others. */
function write(value: Json, work: CheckWork): string {
  if (!spend(work, stepsOfWriting)) return '';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map((each) => write(each, work)).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${write(value[name] ?? null, work)}`).join()}}`;
}

/** Beside comparing two values. */
const stepsOfWriting = 5;

/** The types of JSON Schema that a value has: a whole number is an integer and a number. */
export function typesOf(value: Json): readonly string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['number', 'integer'] : ['number'];
  return [typeof value];
}
