import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { isTooMuch, mostSteps, spend, startWork, stepsOfText } from './check-work.ts';
import type { CheckWork } from './check-work.ts';
import type { ValueFault } from './find-schema-fault.ts';
import { isMultiple } from './is-multiple.ts';
import { hasTwins, isOfType, isSameJson } from './same-json.ts';

type Path = readonly (string | number)[];

const stepsOfASchema = 5;
const stepsOfDivision = 80;

/**
 * Says where a value first departs from a schema in which `findSchemaFault` found nothing, or nothing. Where checking it
 * takes more than what is left of the work, that is what it says.
 */
export function findValueFault(schema: Json, value: Json, work = startWork()): ValueFault | undefined {
  const fault = findFault(schema, value, { path: [], work });
  if (!isTooMuch(work)) return fault;
  const message = `Checking takes more than ${mostSteps} steps. Make the values smaller, or the schema simpler.`;
  return { path: [], message };
}

/** Where a check stands. */
interface Place {
  readonly path: Path;
  readonly work: CheckWork;
}

function findFault(schema: Json, value: Json, place: Place): ValueFault | undefined {
  const { path, work } = place;
  if (!spend(work, stepsOfASchema)) return { path, message: '' };
  if (schema === true) return undefined;
  if (!isJsonObject(schema)) return { path, message: 'There must be nothing here.' };
  return (
    findOwnFault(schema, value, place) ??
    findNumberFault(schema, value, place) ??
    findListFault(schema, value, place) ??
    findObjectFault(schema, value, place) ??
    findBranchFault(schema, value, place)
  );
}

function findOwnFault(schema: JsonObject, value: Json, place: Place): ValueFault | undefined {
  const { path, work } = place;
  const { type, enum: values, const: constant, minLength, maxLength } = schema;
  if (type !== undefined) {
    const wanted = (Array.isArray(type) ? type : [type]) as readonly string[];
    if (!spend(work, wanted.length)) return undefined;
    if (!wanted.some((each) => isOfType(value, each))) {
      return { path, message: `It must be of type ${wanted.join(' or ')}.` };
    }
  }
  if (Array.isArray(values) && !values.some((each: Json) => isSameJson(each, value, work))) {
    return {
      path,
      message: `It must be one of ${values.map((each: Json) => quote(each, work)).join(', ')}.`,
    };
  }
  if (constant !== undefined && !isSameJson(constant, value, work)) {
    return { path, message: `It must be ${quote(constant, work)}.` };
  }
  if (typeof value !== 'string' || (minLength === undefined && maxLength === undefined)) return undefined;
  if (!spend(work, value.length)) return undefined;
  const { length } = Array.from(value);
  return findCountFault(length, { least: minLength, most: maxLength }, { noun: 'characters', path });
}

function quote(value: Json, work: CheckWork): string {
  const text = JSON.stringify(value);
  spend(work, stepsOfText(text));
  return text;
}

function findNumberFault(schema: JsonObject, value: Json, place: Place): ValueFault | undefined {
  if (typeof value !== 'number') return undefined;
  const { path, work } = place;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const say = (message: string): ValueFault => ({ path, message });
  if (typeof minimum === 'number' && value < minimum) return say(`It must be ${minimum} or more.`);
  if (typeof maximum === 'number' && value > maximum) return say(`It must be ${maximum} or less.`);
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) {
    return say(`It must be more than ${exclusiveMinimum}.`);
  }
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) {
    return say(`It must be less than ${exclusiveMaximum}.`);
  }
  if (typeof multipleOf !== 'number' || !spend(work, stepsOfDivision)) return undefined;
  return isMultiple(value, multipleOf) ? undefined : say(`It must be a multiple of ${multipleOf}.`);
}

function findListFault(schema: JsonObject, value: Json, place: Place): ValueFault | undefined {
  if (!Array.isArray(value)) return undefined;
  const { path, work } = place;
  const list = value as readonly Json[];
  const { prefixItems = [], items = true, minItems, maxItems, uniqueItems, contains } = schema;
  const count = findCountFault(list.length, { least: minItems, most: maxItems }, { noun: 'entries', path });
  if (count) return count;
  if (uniqueItems === true && hasTwins(list, work)) return { path, message: 'No entry may come twice.' };
  if (contains !== undefined) {
    const fitting = list.filter((each) => !findFault(contains, each, place)).length;
    const bounds = { least: schema['minContains'] ?? 1, most: schema['maxContains'] };
    const fault = findCountFault(fitting, bounds, { noun: "entries that fit 'contains'", path });
    if (fault) return fault;
  }
  const first = prefixItems as readonly Json[];
  for (const [index, each] of list.entries()) {
    const fault = findFault(first[index] ?? items, each, { path: [...path, index], work });
    if (fault) return fault;
  }
  return undefined;
}

function findObjectFault(schema: JsonObject, value: Json, place: Place): ValueFault | undefined {
  if (!isJsonObject(value)) return undefined;
  const { path, work } = place;
  const entries = Object.entries(value);
  if (!spend(work, entries.length)) return undefined;
  const required = requiredOf(schema, entries);
  if (!spend(work, required.length)) return undefined;
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return { path, message: `It must have '${missing}'.` };
  const bounds = { least: schema['minProperties'], most: schema['maxProperties'] };
  const count = findCountFault(entries.length, bounds, { noun: 'properties', path });
  if (count) return count;
  for (const entry of entries) {
    const fault = findPropertyFault(schema, entry, { path: [...path, entry[0]], work });
    if (fault) return fault;
  }
  return undefined;
}

function findPropertyFault(
  { properties = {}, additionalProperties = true, propertyNames = true }: JsonObject,
  [name, value]: readonly [string, Json],
  place: Place,
): ValueFault | undefined {
  const { path } = place;
  if (findFault(propertyNames, name, place)) return { path, message: `No property may have this name.` };
  const known = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (known === undefined && additionalProperties === false) {
    return { path, message: 'The schema knows no such property. Take it out.' };
  }
  return findFault(known ?? additionalProperties, value, place);
}

/** The names that an object of these entries must have. */
function requiredOf(
  { required = [], dependentRequired }: JsonObject,
  entries: readonly (readonly [string, Json])[],
): readonly string[] {
  if (!isJsonObject(dependentRequired)) return required as readonly string[];
  const dependent = entries.flatMap(([name]) =>
    Object.hasOwn(dependentRequired, name) ? (dependentRequired[name] as readonly string[]) : [],
  );
  return [...(required as readonly string[]), ...dependent];
}

function findBranchFault(schema: JsonObject, value: Json, place: Place): ValueFault | undefined {
  const { path } = place;
  const { allOf = [], anyOf, oneOf, not, if: condition } = schema;
  for (const each of allOf as readonly Json[]) {
    const fault = findFault(each, value, place);
    if (fault) return fault;
  }
  const fitting = (schemas: Json) =>
    (schemas as readonly Json[]).filter((each) => !findFault(each, value, place));
  if (anyOf !== undefined && fitting(anyOf).length === 0) {
    return { path, message: "It must fit one of 'anyOf'." };
  }
  if (oneOf !== undefined && fitting(oneOf).length !== 1) {
    return { path, message: "It must fit exactly one of 'oneOf'." };
  }
  if (not !== undefined && !findFault(not, value, place)) return { path, message: "It must not fit 'not'." };
  if (condition === undefined) return undefined;
  const branch = schema[findFault(condition, value, place) ? 'else' : 'then'];
  return branch === undefined ? undefined : findFault(branch, value, place);
}

function findCountFault(
  count: number,
  { least, most }: { readonly least: Json | undefined; readonly most: Json | undefined },
  { noun, path }: { readonly noun: string; readonly path: Path },
): ValueFault | undefined {
  if (typeof least === 'number' && count < least) {
    return { path, message: `It must have at least ${least} ${noun}.` };
  }
  if (typeof most === 'number' && count > most)
    return { path, message: `It must have at most ${most} ${noun}.` };
  return undefined;
}
