import { hints } from '@hoist/core';
import type { Hint, Json } from '@hoist/core';
import { toObject } from '../json-object.ts';
import type { JsonSchema } from '../json-object.ts';

/** One field of a plugin's parameters or operand, as its JSON Schema describes it. */
export interface SchemaField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** `carried` is what is `readOnly`: it goes through the form as it is and is never shown. */
  readonly kind: FieldKind;
  /** What a text or number means, or each entry of a list. */
  readonly hint: Hint | undefined;
  /** Of a choice, or of choices that the schema lists itself. */
  readonly options: readonly string[];
  /** A text that looks like a number is one. */
  readonly orNumber: boolean;
  /** Of a group, and of each row. */
  readonly fields: readonly SchemaField[];
  /** What one row is called. */
  readonly rowTitle: string;
  /** How many entries a list has. */
  readonly least: number;
  readonly most: number | undefined;
  readonly required: boolean;
  /** What it is where nothing is entered, and what a new form shows. */
  readonly fallback: Json | undefined;
}

type FieldKind =
  'text' | 'number' | 'flag' | 'choice' | 'choices' | 'lines' | 'pairs' | 'group' | 'rows' | 'carried';

type Shape = Pick<SchemaField, 'kind'> & Partial<SchemaField>;

/** Hints that name one of a few things, which are all listed. The others suggest, and take any text. */
const listed: ReadonlySet<Hint | undefined> = new Set<Hint | undefined>(['variant', 'segment']);

/** Rows within rows are as much as a page shows. */
const deepest = 4;

/** The fields of an object's schema; undefined where one of them has no input here. */
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

/** Whether an object has no properties, and may have none: a strategy without parameters. */
function takesNothing({ properties, additionalProperties = false }: JsonSchema): boolean {
  return (
    properties !== undefined &&
    additionalProperties === false &&
    Object.keys(toObject(properties)).length === 0
  );
}

/** What the `format` of a schema says to a form. */
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

/** Of an object whose names are anybody's: a number for each. */
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
