import type { Json } from '@hoist/core';
import { toObject } from '../json-object.ts';
import type { JsonSchema } from '../json-object.ts';

/** One field of an operand that has several, as its JSON Schema describes it. */
export interface OperandField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly kind: 'text' | 'number' | 'flag' | 'choice' | 'choices' | 'lines' | 'version' | 'pairs';
  /** Of a choice. */
  readonly options: readonly string[];
  /** A text that looks like a number is one. */
  readonly orNumber: boolean;
  readonly required: boolean;
  /** What it is where nothing is entered, and what a new condition shows. */
  readonly fallback: Json | undefined;
}

/** What was typed into fields, by name; of choices each has a name of its own, `days:mon`. */
export type Parts = Readonly<Record<string, string>>;

type Parsed = { readonly value: Json } | { readonly wrong: string };

/** The fields of an object's schema; undefined where one of them has no input here. */
export function toFields(schema: JsonSchema): readonly OperandField[] | undefined {
  if (schema['type'] !== 'object') return undefined;
  const properties = Object.entries(toObject(schema['properties']));
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : [];
  const fields: OperandField[] = [];
  for (const [name, property] of properties) {
    const shape = shapeOf(toObject(property));
    if (!shape) return undefined;
    const { title, description, default: fallback } = toObject(property);
    fields.push({
      name,
      title: typeof title === 'string' ? title : name,
      description: typeof description === 'string' ? description : '',
      required: required.includes(name) && fallback === undefined,
      fallback,
      ...shape,
    });
  }
  return fields.length > 0 ? fields : undefined;
}

/** Reads fields; one that is empty and not required is left out. */
export function parseFields(fields: readonly OperandField[], parts: Parts): Parsed {
  const value: Record<string, Json> = {};
  for (const field of fields) {
    const read = readField(field, parts);
    if (read === undefined) {
      if (field.required) return { wrong: `${field.title}: enter a value.` };
    } else if ('wrong' in read) return { wrong: `${field.title}: ${read.wrong}` };
    else value[field.name] = read.value;
  }
  return { value };
}

/** An operand in fields; without one, what a new condition shows. */
export function toParts(fields: readonly OperandField[], operand: Json | undefined): Parts {
  const given = operand === undefined ? undefined : toObject(operand);
  const parts: Record<string, string> = {};
  for (const { name, kind, options, fallback } of fields) {
    const value = given ? given[name] : fallback;
    const list = Array.isArray(value) ? (value as readonly Json[]) : [];
    if (kind === 'choices')
      for (const option of options) if (list.includes(option)) parts[`${name}:${option}`] = 'on';
    if (kind === 'flag' && value === true) parts[name] = 'on';
    if (kind === 'lines') parts[name] = list.map(String).join('\n');
    if (kind === 'pairs')
      parts[name] = Object.entries(toObject(value))
        .map(([each, number]) => `${each}: ${String(number)}`)
        .join('\n');
    if (['text', 'number', 'choice', 'version'].includes(kind) && value !== undefined)
      parts[name] = String(value);
  }
  return parts;
}

function shapeOf(property: JsonSchema): Pick<OperandField, 'kind' | 'options' | 'orNumber'> | undefined {
  const plain = { options: [], orNumber: false };
  const options = textsOf(property['enum']);
  if (options.length > 0) return { kind: 'choice', options, orNumber: false };
  switch (property['type']) {
    case 'string':
      return { kind: property['format'] === 'variant' ? 'version' : 'text', ...plain };
    case 'number':
    case 'integer':
      return { kind: 'number', ...plain };
    case 'boolean':
      return { kind: 'flag', ...plain };
    case 'array':
      return listShape(toObject(property['items']));
    case 'object':
      return pairsShape(toObject(property['additionalProperties']));
  }
  const types = typesOf(property);
  const isScalar = types.every((type) => type === 'string' || type === 'number' || type === 'integer');
  if (types.length === 0 || !isScalar) return undefined;
  const orNumber = types.some((type) => type !== 'string');
  return { kind: types.includes('string') ? 'text' : 'number', options: [], orNumber };
}

function typesOf({ type, anyOf }: JsonSchema): readonly (Json | undefined)[] {
  if (Array.isArray(type)) return type as readonly Json[];
  return Array.isArray(anyOf) ? (anyOf as readonly Json[]).map((each) => toObject(each)['type']) : [];
}

function listShape(items: JsonSchema): ReturnType<typeof shapeOf> {
  const options = textsOf(items['enum']);
  if (options.length > 0) return { kind: 'choices', options, orNumber: false };
  return items['type'] === 'string' ? { kind: 'lines', options: [], orNumber: false } : undefined;
}

/** Of an object whose names are anybody's: a number for each. */
function pairsShape(values: JsonSchema): ReturnType<typeof shapeOf> {
  const isNumber = values['type'] === 'number' || values['type'] === 'integer';
  return isNumber ? { kind: 'pairs', options: [], orNumber: false } : undefined;
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((each) => typeof each === 'string') : [];
}

function readField({ name, kind, options, orNumber }: OperandField, parts: Parts): Parsed | undefined {
  if (kind === 'flag') return parts[name] === undefined || parts[name] === '' ? undefined : { value: true };
  if (kind === 'choices') {
    const chosen = options.filter((option) => parts[`${name}:${option}`]);
    return chosen.length === 0 ? { wrong: 'choose at least one.' } : { value: chosen };
  }
  const text = (parts[name] ?? '').trim();
  if (text === '') return undefined;
  if (kind === 'lines')
    return {
      value: text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    };
  if (kind === 'pairs') return parsePairs(text);
  if (kind !== 'number' && !(orNumber && /^-?\d+$/.test(text))) return { value: text };
  const number = Number(text);
  return Number.isFinite(number) ? { value: number } : { wrong: `'${text}' is not a number.` };
}

/** `pro: 100`, one a line; what stands before the last colon is the name. */
function parsePairs(text: string): Parsed {
  const pairs = new Map<string, Json>();
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [, name = '', typed = ''] = /^\s*(.*?)\s*:\s*([^:]*?)\s*$/.exec(line) ?? [];
    const number = Number(typed);
    if (name === '' || typed === '' || !Number.isFinite(number))
      return { wrong: `'${line.trim()}' is no name with a number. Enter one a line, like pro: 100.` };
    if (pairs.has(name)) return { wrong: `'${name}' stands there twice.` };
    pairs.set(name, number);
  }
  return { value: Object.fromEntries(pairs) };
}
