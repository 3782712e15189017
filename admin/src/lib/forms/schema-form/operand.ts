import type { Hint, Json } from '@hoist/core';
import { toObject } from '../json-object.ts';
import type { JsonSchema } from '../json-object.ts';
import { writeNumber } from '../read-number.ts';
import type { FormTree } from './form-tree.ts';
import { readFields, readNumberField, readPercent } from './read-fields.ts';
import type { Wrongs } from './read-fields.ts';
import { hintOf, toFields } from './schema-field.ts';
import type { SchemaField } from './schema-field.ts';
import { showFields } from './show-fields.ts';

/** The kind of input that fits an operand's JSON Schema. */
type OperandKind = 'none' | 'scalar' | 'list' | 'fields' | 'json';

/** The types that a person can choose for a typed value. */
export type ScalarType = 'string' | 'number' | 'boolean';

/** The input of an operand: its kind, and what it needs. */
export interface OperandForm {
  readonly kind: OperandKind;
  /** The types that the schema allows, the usual one first. */
  readonly types: readonly ScalarType[];
  /** True if the schema accepts a bare value as well as a list. */
  readonly open?: true;
  /** The meaning of a bare value, or of each value of a list. */
  readonly hint?: Hint;
  /** The fields of an object. If a list may come with others, `listName` is the field that holds it. */
  readonly fields?: readonly SchemaField[];
  readonly listName?: string;
}

/** An operand as it was typed, and the type to read it as. */
export interface OperandDraft {
  readonly operand: string;
  readonly type: ScalarType;
  readonly parts: FormTree;
}

type Parsed = { readonly value: Json } | { readonly wrongs: Wrongs };

const scalars: readonly ScalarType[] = ['string', 'number', 'boolean'];

/** Finds the input for an operator's operand. */
export function toOperandForm(operator: { readonly schema: Json }): OperandForm {
  if (operator.schema === null) return { kind: 'none', types: [] };
  const schema = toObject(operator.schema);
  if (schema['type'] === 'array') return withTypes('list', toObject(schema['items']));
  const open = listAmong(schema);
  if (open) return { ...withTypes('list', open), open: true, ...optionsAmong(schema) };
  const fields = toFields(schema);
  if (fields) return { kind: 'fields', types: [], fields };
  return withTypes('scalar', schema);
}

/** Reads what was typed, by the form and the type chosen. */
export function parseOperand(form: OperandForm, { operand, type, parts }: OperandDraft): Parsed {
  const { kind, types, hint, open, fields = [], listName } = form;
  const chosen = types.includes(type) ? type : (types[0] ?? 'string');
  if (kind === 'json') return parseJson(operand);
  if (kind === 'fields') return readFields(fields, parts);
  if (kind !== 'list') return parseScalar(operand, chosen, hint);
  const lines = operand.split('\n').map((line) => line.trim());
  const values: Json[] = [];
  for (const line of lines.filter(Boolean)) {
    const parsed = parseScalar(line, chosen, hint);
    if ('wrongs' in parsed) return parsed;
    values.push(parsed.value);
  }
  const [first] = values;
  if (first === undefined) return fault('Enter at least one value, one a line.');
  const options = readFields(fields, parts);
  if ('wrongs' in options) return options;
  const chosenOptions = toObject(options.value);
  if (listName !== undefined && Object.keys(chosenOptions).length > 0)
    return { value: { [listName]: values, ...chosenOptions } };
  return { value: open && values.length === 1 ? first : values };
}

/** Converts an operand to texts for its form. */
export function toOperandDraft(operand: Json | undefined, form: OperandForm): OperandDraft {
  const { kind, types, fields = [], listName } = form;
  const parts = showFields(fields, operand);
  const named = listName === undefined ? undefined : toObject(operand)[listName];
  const value = named ?? operand;
  const first = Array.isArray(value) ? (value as readonly Json[])[0] : value;
  const type = scalars.find((candidate) => typeof first === candidate) ?? types[0] ?? 'string';
  if (value === undefined || kind === 'fields') return { operand: '', type, parts };
  if (kind === 'json') return { operand: JSON.stringify(value, null, 2), type, parts };
  const texts = (Array.isArray(value) ? (value as readonly Json[]) : [value]).map(writeNumber);
  return { operand: texts.join('\n'), type, parts };
}

function parseScalar(text: string, type: ScalarType, hint: Hint | undefined): Parsed {
  const trimmed = text.trim();
  if (trimmed === '') return fault('Enter a value.');
  if (type === 'string') return { value: trimmed };
  if (type === 'boolean') {
    return /^(true|false)$/i.test(trimmed)
      ? { value: trimmed.toLowerCase() === 'true' }
      : fault(`'${trimmed}' is neither true nor false.`);
  }
  if (hint === 'percent') return readPercent(trimmed);
  return readNumberField(trimmed);
}

function fault(message: string): { readonly wrongs: Wrongs } {
  return { wrongs: { '': message } };
}

function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return fault('Enter this value as JSON.');
  }
}

function withTypes(kind: 'scalar' | 'list', schema: JsonSchema): OperandForm {
  const types = typesOf(schema);
  const hint = hintOf(schema);
  return types.length === 0 ? { kind: 'json', types } : { kind, types, ...(hint && { hint }) };
}

/** The schema of a list's values, if one bare value of the same type is allowed as well. */
function listAmong(schema: JsonSchema): JsonSchema | undefined {
  if (!Array.isArray(schema['anyOf'])) return undefined;
  const alternatives = (schema['anyOf'] as readonly Json[]).map(toObject);
  const items = toObject(alternatives.find(({ type }) => type === 'array')?.['items']);
  const types = typesOf(items).join();
  return types !== '' && alternatives.some((each) => typesOf(each).join() === types) ? items : undefined;
}

/** The schema of an object with a list and switches, if it is allowed in place of the bare list. */
function optionsAmong(schema: JsonSchema): Pick<OperandForm, 'fields' | 'listName'> {
  const alternatives = (schema['anyOf'] as readonly Json[]).map(toObject);
  const fields = toFields(alternatives.find(({ type }) => type === 'object') ?? {}) ?? [];
  const list = fields.find(({ kind }) => kind === 'lines');
  const others = fields.filter((field) => field !== list);
  return list && others.every(({ kind }) => kind === 'flag') ? { fields: others, listName: list.name } : {};
}

/** The scalar types of a schema and its alternatives; empty if it allows anything else. */
function typesOf(schema: JsonSchema): ScalarType[] {
  const alternatives = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(alternatives)) {
    const found = (alternatives as readonly Json[]).map((alternative) => typesOf(toObject(alternative)));
    return found.some((types) => types.length === 0)
      ? []
      : scalars.filter((type) => found.flat().includes(type));
  }
  const named = Array.isArray(schema['type'])
    ? (schema['type'] as readonly Json[])
    : [schema['type'] ?? null];
  const types = named.map((type) => (type === 'integer' ? 'number' : type));
  return types.every((type) => scalars.some((scalar) => scalar === type))
    ? scalars.filter((scalar) => types.includes(scalar))
    : [];
}
