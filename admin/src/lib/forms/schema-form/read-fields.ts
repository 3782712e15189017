import type { Json, JsonObject } from '@hoist/core';
import { readNumber, sayWrongNumber } from '../read-number.ts';
import { sayWrongPercent, toShare } from '../percent.ts';
import type { FormTree } from './form-tree.ts';
import { rowsOf, textAt, treeOf } from './rows.ts';
import type { SchemaField } from './schema-field.ts';

/** Messages by dotted path; the empty path is the whole. */
export type Wrongs = Readonly<Record<string, string>>;

type Read = { readonly value: Json } | { readonly wrongs: Wrongs };

/** Reads what was typed into fields, with a message at the path of each fault. An empty field that is not required is left out. */
export function readFields(
  fields: readonly SchemaField[],
  typed: FormTree,
): { readonly value: JsonObject } | { readonly wrongs: Wrongs } {
  const entries: [string, Json][] = [];
  const wrongs: Record<string, string> = {};
  for (const field of fields) {
    const read =
      readField(field, typed[field.name]) ??
      (field.required ? fault(`${field.title}: enter a value.`) : undefined);
    if (read === undefined) continue;
    if ('value' in read) entries.push([field.name, read.value]);
    else
      for (const [path, wrong] of Object.entries(read.wrongs))
        wrongs[path === '' ? field.name : `${field.name}.${path}`] = wrong;
  }
  return Object.keys(wrongs).length > 0 ? { wrongs } : { value: Object.fromEntries(entries) };
}

function readField(field: SchemaField, typed: string | FormTree | undefined): Read | undefined {
  const text = textAt(typed).trim();
  switch (field.kind) {
    case 'flag':
      return text === '' ? unchecked(field) : { value: true };
    case 'choices':
      return readList(field, [...new Set(rowsOf(typed).map(textAt))], `${field.title}: choose at least one.`);
    case 'lines':
      return readList(field, linesOf(text), `${field.title}: enter at least one, one a line.`);
    case 'rows':
      return readRows(field, rowsOf(typed).map(treeOf));
    case 'group':
      return isBlank(typed) && !field.required ? undefined : readFields(field.fields, treeOf(typed));
    case 'carried':
      return readCarried(text);
    default:
      return text === '' ? undefined : readText(field, text);
  }
}

/** An unchecked box is false if the field is required, and left out if absence means false. */
function unchecked({ required, fallback }: SchemaField): Read | undefined {
  return required || fallback === true ? { value: false } : undefined;
}

/** Keeps an empty list if the field is required, or if leaving it out would mean another list. */
function readList(field: SchemaField, values: readonly Json[], tooFew: string): Read | undefined {
  if (values.length > 0) return { value: values };
  if (!field.required && field.fallback === undefined) return undefined;
  return field.least > 0 ? fault(tooFew) : { value: [] };
}

function readRows(field: SchemaField, rows: readonly FormTree[]): Read | undefined {
  const wrongs: Record<string, string> = {};
  const values = rows.flatMap((row, index) => {
    const read = readFields(field.fields, row);
    if ('value' in read) return read.value;
    for (const [path, wrong] of Object.entries(read.wrongs)) wrongs[`${index}.${path}`] = wrong;
    return [];
  });
  if (Object.keys(wrongs).length > 0) return { wrongs };
  return readList(field, values, `${field.title}: add at least one.`);
}

/** Reads a `readOnly` property, which is sent as JSON; anything else is left out. */
function readCarried(text: string): Read | undefined {
  try {
    return text === '' ? undefined : { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

function readText({ kind, hint, orNumber }: SchemaField, text: string): Read {
  if (kind === 'pairs') return readPairs(text);
  if (hint === 'percent') return readPercent(text);
  if (kind !== 'number' && !(orNumber && /^-?\d+$/.test(text))) return { value: text };
  return readNumberField(text);
}

/** Reads a number, or says why it is none. */
export function readNumberField(text: string): Read {
  const number = readNumber(text);
  return Number.isFinite(number)
    ? { value: number }
    : fault(sayWrongNumber(text) ?? `'${text}' is not a number.`);
}

/** Reads a percentage, with a comma or a point, as a number from 0 to 100. */
export function readPercent(text: string): Read {
  const share = toShare(text);
  return share === undefined ? fault(sayWrongPercent(text)) : { value: share / 1_000 };
}

/** Reads `pro: 100`, one a line; the name ends at the last colon. */
function readPairs(text: string): Read {
  const pairs = new Map<string, Json>();
  for (const line of linesOf(text)) {
    const [, name = '', typed = ''] = /^\s*(.*?)\s*:\s*([^:]*?)\s*$/.exec(line) ?? [];
    const number = readNumber(typed);
    if (name === '' || !Number.isFinite(number))
      return fault(
        sayWrongNumber(typed) ?? `'${line}' is no name with a number. Enter one a line, like pro: 100.`,
      );
    if (pairs.has(name)) return fault(`'${name}' stands there twice.`);
    pairs.set(name, number);
  }
  return { value: Object.fromEntries(pairs) };
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function isBlank(typed: string | FormTree | undefined): boolean {
  if (typeof typed !== 'object') return textAt(typed).trim() === '';
  return Object.entries(typed).every(([name, inner]) => name.includes('#') || isBlank(inner));
}

function fault(message: string): { readonly wrongs: Wrongs } {
  return { wrongs: { '': message } };
}
