import { isJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import { spend, stepsOfText } from './check-work.ts';
import type { CheckWork } from './check-work.ts';

/** Whether two values are equal as JSON Schema has it: the order of an object's keys does not matter. */
export function isSameJson(one: Json, other: Json, work: CheckWork): boolean {
  if (!spend(work, 2)) return false;
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if (Array.isArray(one) && Array.isArray(other)) {
    const [list, others] = [one as readonly Json[], other as readonly Json[]];
    return (
      list.length === others.length &&
      list.every((each, index) => isSameJson(each, others[index] ?? null, work))
    );
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  if (!spend(work, stepsOfAnObject + names.length + others.length)) return false;
  return (
    names.length === others.length &&
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
  if (!isJsonObject(value)) {
    const text = JSON.stringify(value);
    spend(work, stepsOfText(text));
    return text;
  }
  const names = Object.keys(value).sort();
  if (!spend(work, names.length * stepsOfAnObject)) return '';
  return `{${names.map((name) => `${JSON.stringify(name)}:${write(value[name] ?? null, work)}`).join()}}`;
}

const stepsOfWriting = 5;
/** To list the names of an object, and to sort and write each. */
const stepsOfAnObject = 5;

/** Whether a value is of a type of JSON Schema: a whole number is an integer and a number. */
export function isOfType(value: Json, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
