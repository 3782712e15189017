import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ValueFault } from './find-schema-fault.ts';
import { isSameJson, typesOf } from './same-json.ts';

type Path = readonly (string | number)[];

/** Says where a value first departs from a schema in which `findSchemaFault` found nothing, or nothing. */
export function findValueFault(schema: Json, value: Json, path: Path = []): ValueFault | undefined {
  if (schema === true) return undefined;
  if (!isJsonObject(schema)) return { path, message: 'There must be nothing here.' };
  return (
    findOwnFault(schema, value, path) ??
    findNumberFault(schema, value, path) ??
    findListFault(schema, value, path) ??
    findObjectFault(schema, value, path) ??
    findBranchFault(schema, value, path)
  );
}

function findOwnFault(schema: JsonObject, value: Json, path: Path): ValueFault | undefined {
  const { type, enum: values, const: constant, minLength, maxLength } = schema;
  if (type !== undefined) {
    const wanted = (Array.isArray(type) ? type : [type]) as readonly string[];
    if (!typesOf(value).some((each) => wanted.includes(each))) {
      return { path, message: `It must be of type ${wanted.join(' or ')}.` };
    }
  }
  if (Array.isArray(values) && !values.some((each: Json) => isSameJson(each, value))) {
    return { path, message: `It must be one of ${values.map((each) => JSON.stringify(each)).join(', ')}.` };
  }
  if (constant !== undefined && !isSameJson(constant, value)) {
    return { path, message: `It must be ${JSON.stringify(constant)}.` };
  }
  if (typeof value !== 'string') return undefined;
  const length = Array.from(value).length;
  return findCountFault(length, { least: minLength, most: maxLength }, { noun: 'characters', path });
}

function findNumberFault(schema: JsonObject, value: Json, path: Path): ValueFault | undefined {
  if (typeof value !== 'number') return undefined;
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
  if (typeof multipleOf === 'number' && !Number.isInteger(value / multipleOf)) {
    return say(`It must be a multiple of ${multipleOf}.`);
  }
  return undefined;
}

function findListFault(schema: JsonObject, value: Json, path: Path): ValueFault | undefined {
  if (!Array.isArray(value)) return undefined;
  const list = value as readonly Json[];
  const { prefixItems = [], items = true, minItems, maxItems, uniqueItems, contains } = schema;
  const count = findCountFault(list.length, { least: minItems, most: maxItems }, { noun: 'entries', path });
  if (count) return count;
  if (
    uniqueItems === true &&
    list.some((each, index) => list.slice(0, index).some((one) => isSameJson(one, each)))
  ) {
    return { path, message: 'No entry may come twice.' };
  }
  if (contains !== undefined) {
    const fitting = list.filter((each) => !findValueFault(contains, each)).length;
    const bounds = { least: schema['minContains'] ?? 1, most: schema['maxContains'] };
    const fault = findCountFault(fitting, bounds, { noun: "entries that fit 'contains'", path });
    if (fault) return fault;
  }
  const first = prefixItems as readonly Json[];
  for (const [index, each] of list.entries()) {
    const fault = findValueFault(first[index] ?? items, each, [...path, index]);
    if (fault) return fault;
  }
  return undefined;
}

function findObjectFault(schema: JsonObject, value: Json, path: Path): ValueFault | undefined {
  if (!isJsonObject(value)) return undefined;
  const { properties = {}, additionalProperties = true, propertyNames = true } = schema;
  const { minProperties, maxProperties } = schema;
  const has = (name: string) => Object.hasOwn(value, name);
  const missing = requiredOf(schema, has).find((name) => !has(name));
  if (missing !== undefined) return { path, message: `It must have '${missing}'.` };
  const entries = Object.entries(value);
  const bounds = { least: minProperties, most: maxProperties };
  const count = findCountFault(entries.length, bounds, { noun: 'properties', path });
  if (count) return count;
  for (const [name, each] of entries) {
    const place = [...path, name];
    if (findValueFault(propertyNames, name))
      return { path: place, message: `No property may have this name.` };
    const known = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known === undefined && additionalProperties === false) {
      return { path: place, message: 'The schema knows no such property. Take it out.' };
    }
    const fault = findValueFault(known ?? additionalProperties, each, place);
    if (fault) return fault;
  }
  return undefined;
}

function requiredOf(
  { required = [], dependentRequired = {} }: JsonObject,
  has: (name: string) => boolean,
): string[] {
  const dependent = Object.entries(dependentRequired as JsonObject).filter(([name]) => has(name));
  return [
    ...(required as readonly string[]),
    ...dependent.flatMap(([, names]) => names as readonly string[]),
  ];
}

function findBranchFault(schema: JsonObject, value: Json, path: Path): ValueFault | undefined {
  const { allOf = [], anyOf, oneOf, not, if: condition } = schema;
  for (const each of allOf as readonly Json[]) {
    const fault = findValueFault(each, value, path);
    if (fault) return fault;
  }
  const fitting = (schemas: Json) =>
    (schemas as readonly Json[]).filter((each) => !findValueFault(each, value));
  if (anyOf !== undefined && fitting(anyOf).length === 0) {
    return { path, message: "It must fit one of 'anyOf'." };
  }
  if (oneOf !== undefined && fitting(oneOf).length !== 1) {
    return { path, message: "It must fit exactly one of 'oneOf'." };
  }
  if (not !== undefined && !findValueFault(not, value)) return { path, message: "It must not fit 'not'." };
  if (condition === undefined) return undefined;
  const branch = schema[findValueFault(condition, value) ? 'else' : 'then'];
  return branch === undefined ? undefined : findValueFault(branch, value, path);
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
