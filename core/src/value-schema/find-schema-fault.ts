import { isJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import { findExcess } from '../json-excess.ts';
import { limits } from '../limits.ts';

/** Something wrong with a schema or a value, and where in it. */
export interface ValueFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Form =
  'schema' | 'schemas' | 'schemas by name' | 'names' | 'names by name' | 'count' | 'number' | 'flag';

/** What each keyword of JSON Schema 2020-12 that we know must hold. `any` and annotations may hold anything. */
const forms: ReadonlyMap<string, Form | 'any' | 'type' | 'values' | 'step'> = new Map([
  ['type', 'type'],
  ['enum', 'values'],
  ['properties', 'schemas by name'],
  ['required', 'names'],
  ['dependentRequired', 'names by name'],
  ['prefixItems', 'schemas'],
  ['multipleOf', 'step'],
  ['uniqueItems', 'flag'],
  ...(['allOf', 'anyOf', 'oneOf'] as const).map((keyword) => [keyword, 'schemas'] as const),
  ...(
    ['additionalProperties', 'propertyNames', 'items', 'contains', 'not', 'if', 'then', 'else'] as const
  ).map((keyword) => [keyword, 'schema'] as const),
  ...(
    [
      'minProperties',
      'maxProperties',
      'minItems',
      'maxItems',
      'minContains',
      'maxContains',
      'minLength',
      'maxLength',
    ] as const
  ).map((keyword) => [keyword, 'count'] as const),
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const).map(
    (keyword) => [keyword, 'number'] as const,
  ),
  ...(
    [
      'const',
      '$schema',
      '$id',
      '$comment',
      'title',
      'description',
      'default',
      'examples',
      'deprecated',
      'readOnly',
      'writeOnly',
    ] as const
  ).map((keyword) => [keyword, 'any'] as const),
]);

const types = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'];

/**
 * Says what is wrong with a schema, or nothing. Keywords that we do not know are refused, not passed over: nobody should
 * think that something is checked which is not. Patterns, formats and references are among them, because with them the
 * time that a check takes has no bound.
 */
export function findSchemaFault(schema: Json): ValueFault | undefined {
  const excess = findExcess(schema, { depth: limits.schemaDepth, entries: limits.schemaLength });
  if (excess) return { path: [], message: excess };
  if (JSON.stringify(schema).length > limits.schemaLength) {
    return { path: [], message: `A schema has at most ${limits.schemaLength} characters as JSON.` };
  }
  return findFault(schema, []);
}

function findFault(schema: Json, path: readonly (string | number)[]): ValueFault | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (!isJsonObject(schema)) return { path, message: 'A schema is an object, true or false.' };
  for (const [keyword, value] of Object.entries(schema)) {
    const fault = findKeywordFault(keyword, value, [...path, keyword]);
    if (fault) return fault;
  }
  return undefined;
}

function findKeywordFault(
  keyword: string,
  value: Json,
  path: readonly (string | number)[],
): ValueFault | undefined {
  const say = (message: string): ValueFault => ({ path, message });
  switch (forms.get(keyword)) {
    case undefined:
      return say(`Schemas of values know no '${keyword}'. Take it out.`);
    case 'schema':
      return findFault(value, path);
    case 'schemas':
      if (!Array.isArray(value) || value.length === 0) return say(`'${keyword}' is a list of schemas.`);
      return firstFault(
        value.map((each: Json, index) => [index, each]),
        path,
      );
    case 'schemas by name':
      if (!isJsonObject(value)) return say(`'${keyword}' is an object of schemas.`);
      return firstFault(Object.entries(value), path);
    case 'names':
      return isNames(value) ? undefined : say(`'${keyword}' is a list of names.`);
    case 'names by name':
      if (isJsonObject(value) && Object.values(value).every(isNames)) return undefined;
      return say(`'${keyword}' is an object of lists of names.`);
    case 'count':
      return Number.isInteger(value) && Number(value) >= 0
        ? undefined
        : say(`'${keyword}' is a whole number.`);
    case 'number':
      return typeof value === 'number' ? undefined : say(`'${keyword}' is a number.`);
    case 'step':
      return typeof value === 'number' && value > 0 ? undefined : say(`'${keyword}' is a number above 0.`);
    case 'flag':
      return typeof value === 'boolean' ? undefined : say(`'${keyword}' is true or false.`);
    case 'type':
      return isTypes(value) ? undefined : say(`'type' is one or several of ${types.join(', ')}.`);
    case 'values':
      return Array.isArray(value) && value.length > 0 ? undefined : say(`'enum' is a list of values.`);
    case 'any':
      return undefined;
  }
}

function firstFault(
  schemas: readonly (readonly [string | number, Json])[],
  path: readonly (string | number)[],
): ValueFault | undefined {
  for (const [place, schema] of schemas) {
    const fault = findFault(schema, [...path, place]);
    if (fault) return fault;
  }
  return undefined;
}

function isNames(value: Json): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

function isTypes(value: Json): boolean {
  const list: readonly Json[] = Array.isArray(value) ? value : [value as Json];
  return list.length > 0 && list.every((each) => types.includes(each as string));
}
