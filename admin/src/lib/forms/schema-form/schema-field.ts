import { hints } from '@hoist/core/hints';
import type { Hint, Json } from '@hoist/core';
import { toObject } from '../json-object.ts';
import type { JsonSchema } from '../json-object.ts';

/** One field of a plugin's parameters or operand, as its JSON Schema describes it. */
export interface SchemaField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** `carried` is a `readOnly` property: the form passes it through and never shows it. */
  readonly kind: FieldKind;
  /** The meaning of a text or number, or of each entry of a list. */
  readonly hint: Hint | undefined;
  /** The options of a choice that the schema lists. */
  readonly options: readonly string[];
  /** True if a text that looks like a number is read as one. */
  readonly orNumber: boolean;
  /** The fields of a group, or of each row. */
  readonly fields: readonly SchemaField[];
  /** The name of one row. */
  readonly rowTitle: string;
  /** The fewest and the most entries of a list. */
  readonly least: number;
  readonly most: number | undefined;
  readonly required: boolean;
  /** The value if nothing is entered; a new form shows it. */
  readonly fallback: Json | undefined;
}

type FieldKind =
  'text' | 'number' | 'flag' | 'choice' | 'choices' | 'lines' | 'pairs' | 'group' | 'rows' | 'carried';

type Shape = Pick<SchemaField, 'kind'> & Partial<SchemaField>;

/** Hints whose values are all listed. The others suggest values and accept any text. */
const listed: ReadonlySet<Hint | undefined> = new Set<Hint | undefined>(['variant', 'segment']);

/** The deepest nesting that a page shows: rows within rows. */
const deepest = 4;

/** Makes fields of an object's schema; undefined if one of them has no input here. */
export function toFields(schema: JsonSchema, depth = 0): readonly SchemaField[] | undefined {
  if (schema['type'] !== 'object' || depth > deepest) return undefined;
  const required = listOf(schema['required']);
  const fields: SchemaField[] = [];
  for (const [name, each] of Object.entries(toObject(schema['properties']))) {
    const property = toObject(each);
    const shape = property['readOnly'] === true ? ({ kind: 'carried' } as const) : shapeOf(property, depth);
    // A name with a dot would be two steps in the names of a form's controls.
    if (!shape || name.includes('.')) return undefined;
    const { default: fallback } = property;
    fields.push({
      ...{ name, title: textOf(property['title'], name), description: textOf(property['description']) },
      ...{
        hint: undefined,
        options: [],
        orNumber: false,
        fields: [],
        rowTitle: '',
        least: 0,
        most: undefined,
      },
      ...{ required: required.includes(name) && fallback === undefined, fallback },
      ...shape,
    });
  }
  const isShown = fields.some(({ kind }) => kind !== 'carried') || (depth === 0 && takesNothing(schema));
  return isShown ? fields : undefined;
}

/** True for an object that has no properties and allows none, like a strategy without parameters. */
function takesNothing({ properties, additionalProperties = false }: JsonSchema): boolean {
  return (
    properties !== undefined &&
    additionalProperties === false &&
    Object.keys(toObject(properties)).length === 0
  );
}

/** The hint in the `format` of a schema. */
export function hintOf({ format }: JsonSchema): Hint | undefined {
  return hints.find((hint) => hint === format);
}

function shapeOf(property: JsonSchema, depth: number): Shape | undefined {
  const hint = hintOf(property);
  const options = textsOf(property['enum']);
  if (options.length > 0) return { kind: 'choice', options };
  switch (property['type']) {
    case 'string':
      return { kind: 'text', hint };
    case 'number':
    case 'integer':
      return { kind: 'number', hint };
    case 'boolean':
      return { kind: 'flag' };
    case 'array':
      return listShape(property, depth);
    case 'object':
      return pairsShape(toObject(property['additionalProperties'])) ?? groupShape(property, depth);
  }
  const types = typesOf(property);
  const isScalar = types.every((type) => type === 'string' || type === 'number' || type === 'integer');
  if (types.length === 0 || !isScalar) return undefined;
  const orNumber = types.some((type) => type !== 'string');
  return { kind: types.includes('string') ? 'text' : 'number', orNumber };
}

function typesOf({ type, anyOf }: JsonSchema): readonly (Json | undefined)[] {
  return Array.isArray(type) ? listOf(type) : listOf(anyOf).map((each) => toObject(each)['type']);
}

function listShape(property: JsonSchema, depth: number): Shape | undefined {
  const items = toObject(property['items']);
  const hint = hintOf(items);
  const options = textsOf(items['enum']);
  const size = { least: countOf(property['minItems']) ?? 0, most: countOf(property['maxItems']) };
  if (options.length > 0) return { kind: 'choices', options, ...size };
  if (items['type'] === 'string') return { kind: listed.has(hint) ? 'choices' : 'lines', hint, ...size };
  const fields = toFields(items, depth + 1);
  return fields && { kind: 'rows', fields, rowTitle: textOf(items['title'], 'Row'), ...size };
}

function groupShape(property: JsonSchema, depth: number): Shape | undefined {
  const fields = toFields(property, depth + 1);
  return fields && { kind: 'group', fields };
}

/** The schema of the numbers in an object with free names. */
function pairsShape(values: JsonSchema): Shape | undefined {
  const isNumber = values['type'] === 'number' || values['type'] === 'integer';
  return isNumber ? { kind: 'pairs' } : undefined;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function textsOf(value: Json | undefined): readonly string[] {
  return listOf(value).filter((each) => typeof each === 'string');
}

function textOf(value: Json | undefined, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

function countOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
