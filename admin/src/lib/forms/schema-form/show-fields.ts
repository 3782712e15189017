import { writeNumber } from '../read-number.ts';
import { canonicalize } from '@hoist/core/canonical';
import type { Json, JsonObject } from '@hoist/core';
import { toObject } from '../json-object.ts';
import type { FormTree } from './form-tree.ts';
import { readFields } from './read-fields.ts';
import { rowMark, toRows } from './rows.ts';
import type { SchemaField } from './schema-field.ts';

/** Fills in fields from a value, or with defaults if there is none. */
export function showFields(fields: readonly SchemaField[], value: Json | undefined): FormTree {
  const given = value === undefined ? undefined : toObject(value);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const shown = showField(field, given ? given[field.name] : freshOf(field));
      return shown === undefined ? [] : [[field.name, shown]];
    }),
  );
}

/** True if reading the filled-in form gives the value back, apart from omissions that mean the same. */
export function isShownWhole(fields: readonly SchemaField[], value: Json): boolean {
  const read = readFields(fields, showFields(fields, value));
  return 'value' in read && canonicalize(fill(fields, read.value)) === canonicalize(fill(fields, value));
}

function freshOf({ kind, fallback }: SchemaField): Json | undefined {
  return kind === 'carried' ? undefined : fallback;
}

function showField({ kind, fields }: SchemaField, value: Json | undefined): string | FormTree | undefined {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [];
  switch (kind) {
    case 'flag':
      return value === true ? 'on' : undefined;
    case 'choices':
      return toRows(list.map(String));
    case 'lines':
      return list.map(String).join('\n');
    case 'rows':
      return toRows(list.map((row) => ({ ...showFields(fields, row), [rowMark]: 'row' })));
    case 'group':
      return showFields(fields, value);
    case 'pairs':
      return Object.entries(toObject(value))
        .map(([name, number]) => `${name}: ${writeNumber(number)}`)
        .join('\n');
    case 'carried':
      return value === undefined ? undefined : JSON.stringify(value);
    default:
      return value === undefined ? undefined : writeNumber(value);
  }
}

/** Adds the schema's defaults for fields that are left out. */
function fill(fields: readonly SchemaField[], value: Json): JsonObject {
  const given = toObject(value);
  const filled = fields.flatMap((field) => {
    const inner = given[field.name] ?? field.fallback;
    return inner === undefined ? [] : [[field.name, fillField(field, inner)] as const];
  });
  return { ...given, ...Object.fromEntries(filled) };
}

function fillField({ kind, fields }: SchemaField, value: Json): Json {
  if (kind === 'group') return fill(fields, value);
  return kind === 'rows' && Array.isArray(value) ? value.map((row: Json) => fill(fields, row)) : value;
}
