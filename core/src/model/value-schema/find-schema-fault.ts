import { isLongerThan } from '../is-longer.ts';
import { isJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import { findExcess } from '../json-excess.ts';
import { limits } from '../limits.ts';

/** Something wrong with a schema or a value, and where in it. */
export interface ValueFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Path = readonly (string | number)[];

/** Keywords that hold schemas: one, a list, or an object of them. */
const nests: Readonly<Record<string, 'one' | 'list' | 'object'>> = {
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  prefixItems: 'list',
  properties: 'object',
  additionalProperties: 'one',
  propertyNames: 'one',
  items: 'one',
  contains: 'one',
  not: 'one',
  if: 'one',
  then: 'one',
  else: 'one',
};

interface Form {
  readonly words: string;
  fits(value: Json): boolean;
}

const types = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'];

const anything: Form = { words: 'anything', fits: () => true };
const count: Form = {
  words: 'a whole number',
  fits: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
};
const number: Form = { words: 'a number', fits: (value) => typeof value === 'number' };
const names: Form = { words: 'a list of names', fits: isNames };

/** The other supported keywords of JSON Schema 2020-12, with the type of their value. */
const forms: Readonly<Record<string, Form>> = {
  type: { words: `one or several of ${types.join(', ')}`, fits: isTypes },
  enum: { words: 'a list of values', fits: (value) => Array.isArray(value) && value.length > 0 },
  const: anything,
  required: names,
  dependentRequired: {
    words: 'an object of lists of names',
    fits: (value) => isJsonObject(value) && Object.values(value).every(isNames),
  },
  uniqueItems: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  multipleOf: { words: 'a number above 0', fits: (value) => typeof value === 'number' && value > 0 },
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  minProperties: count,
  maxProperties: count,
  minItems: count,
  maxItems: count,
  minContains: count,
  maxContains: count,
  minLength: count,
  maxLength: count,
  $schema: anything,
  $id: anything,
  $comment: anything,
  title: anything,
  description: anything,
  default: anything,
  examples: anything,
  deprecated: anything,
  readOnly: anything,
  writeOnly: anything,
};

/**
 * Says what is wrong with a schema, or nothing. Unknown keywords are refused, not ignored: nobody should
 * think that something is checked which is not. Patterns, formats and references are among them, because with them the
 * time that a check takes has no bound.
 */
export function findSchemaFault(schema: Json): ValueFault | undefined {
  const excess = findExcess(schema, { depth: limits.schemaDepth, entries: limits.schemaLength });
  if (excess) return { path: [], message: excess };
  if (isLongerThan(JSON.stringify(schema), limits.schemaLength)) {
    return { path: [], message: `A schema has at most ${limits.schemaLength} characters as JSON.` };
  }
  return findFault(schema, []);
}

function findFault(schema: Json, path: Path): ValueFault | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (!isJsonObject(schema)) return { path, message: 'A schema is an object, true or false.' };
  for (const [keyword, value] of Object.entries(schema)) {
    const fault = findKeywordFault(keyword, value, [...path, keyword]);
    if (fault) return fault;
  }
  return undefined;
}

function findKeywordFault(keyword: string, value: Json, path: Path): ValueFault | undefined {
  if (Object.hasOwn(nests, keyword)) return findNestedFault(keyword, value, path);
  const form = Object.hasOwn(forms, keyword) ? forms[keyword] : undefined;
  if (!form) return { path, message: `Schemas of values know no '${keyword}'. Take it out.` };
  return form.fits(value) ? undefined : { path, message: `'${keyword}' is ${form.words}.` };
}

function findNestedFault(keyword: string, value: Json, path: Path): ValueFault | undefined {
  switch (nests[keyword]) {
    case 'list':
      if (!Array.isArray(value) || value.length === 0)
        return { path, message: `'${keyword}' is a list of schemas.` };
      return firstFault(
        value.map((each: Json, index) => [index, each]),
        path,
      );
    case 'object':
      if (!isJsonObject(value)) return { path, message: `'${keyword}' is an object of schemas.` };
      return firstFault(Object.entries(value), path);
    default:
      return findFault(value, path);
  }
}

function firstFault(
  schemas: readonly (readonly [string | number, Json])[],
  path: Path,
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
