import type { FlagDefinition, Json, JsonObject } from '@hoist/core';
import { toOwner } from './draft.ts';
import { sayWrongNumber } from '../read-number.ts';
import type { Author } from './draft.ts';
import { toFlagEditDraft } from './edit-draft.ts';
import type { FlagEditDraft } from './edit-draft.ts';
import { readValue, sayWrongValue } from './value-text.ts';

type Fields = Record<string, string>;

/** Converts the draft to the fields of the flag that were touched, with messages by dotted path where they cannot be read. */
export function toFlagPatch(
  draft: FlagEditDraft,
  flag: FlagDefinition,
  author: Author = {},
): { readonly input: JsonObject; readonly fields: Readonly<Fields> } {
  const fields: Fields = {};
  const shown = toFlagEditDraft(flag);
  const given: JsonObject = {
    name: draft.name,
    description: draft.description,
    kind: draft.kind,
    lifetimeDays: readLifetime(draft.lifetimeDays, fields),
    owner: toOwner(draft.owner.trim(), author.person, author.people ?? []),
    module: draft.module.trim(),
    watches: linesOf(draft.watches),
    tags: linesOf(draft.tags),
    clientVisible: draft.clientVisible,
    codeDefault: readCodeDefault(draft, flag, { fields, author }),
    variants: readVariants(draft, flag, { fields, author }),
    valueSchema: readSchema(draft.valueSchema, fields),
  };
  const touched = new Set<string>([
    ...Object.keys(shown).filter(
      (name) => !isSame(draft[name as keyof FlagEditDraft], shown[name as keyof FlagEditDraft]),
    ),
    ...(isSame(draft.versions, shown.versions) ? [] : ['variants']),
    ...(draft.hasCodeDefault === shown.hasCodeDefault ? [] : ['codeDefault']),
  ]);
  const pick = <Value>(all: Readonly<Record<string, Value>>, isTouched: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => isTouched(name)));
  return {
    input: pick(given, (name) => touched.has(name)),
    fields: pick(fields, (name) => touched.has(name.split('.')[0] ?? '')),
  };
}

function readLifetime(text: string, fields: Fields): number | null {
  const days = text.trim();
  if (days === '') return null;
  if (/^\d{1,6}$/.test(days) && Number(days) > 0) return Number(days);
  fields['lifetimeDays'] =
    sayWrongNumber(days) ?? 'Enter a whole number of days, or nothing for a flag that stays.';
  return null;
}

interface Reading {
  readonly fields: Fields;
  readonly author: Author;
}

function readCodeDefault(
  draft: FlagEditDraft,
  { type, codeDefault }: FlagDefinition,
  { fields, author }: Reading,
): Json {
  if (!draft.hasCodeDefault) return null;
  const read = readTyped(type, draft.codeDefault, { before: codeDefault, author });
  if (read === undefined) fields['codeDefault'] = sayWrongValue(type, draft.codeDefault);
  return read ?? null;
}

/** Versions that stay, in their order; a value that nobody touched stays as it is to the last character. */
function readVariants(
  draft: FlagEditDraft,
  { type, variants }: FlagDefinition,
  { fields, author }: Reading,
): Json[] {
  const known = new Map(variants.map((variant) => [variant.key, variant]));
  return draft.versions
    .filter(({ removed }) => !removed)
    .map(({ key, name, description, value, isNew }, index) => {
      const read = readTyped(type, value, { before: isNew ? undefined : known.get(key)?.value, author });
      if (read === undefined) fields[`variants.${index}.value`] = sayWrongValue(type, value);
      return { key: isNew ? key.trim() : key, name: name.trim(), description, value: read ?? null };
    });
}

function readTyped(
  type: FlagDefinition['type'],
  text: string,
  { before, author }: { readonly before: Json | undefined; readonly author: Author },
): Json | undefined {
  // Browsers change line ends, and may drop the first one.
  if (type === 'string' && typeof before === 'string' && linesAlike(text) === linesAlike(before))
    return before;
  return readValue(type, text, author.decimalMark);
}

function readSchema(text: string, fields: Fields): Json {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    fields['valueSchema'] = 'Enter a JSON Schema, like {"type": "object"}, or nothing.';
    return null;
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Alike for people: differs in nothing but what a browser makes of line ends. */
function isSame(one: unknown, other: unknown): boolean {
  const write = (value: unknown) =>
    JSON.stringify(value, (_name, part: unknown) => (typeof part === 'string' ? linesAlike(part) : part));
  return write(one) === write(other);
}

function linesAlike(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/^\n/, '');
}
