import { z } from 'zod';
import type { Json } from '@hoist/core';
import { toFormTree, treeField } from '../schema-form/form-tree.ts';
import type { FormTree } from '../schema-form/form-tree.ts';
import { rowMark, rowsOf } from '../schema-form/rows.ts';
import { carriedField } from './carried-field.ts';
import type { SettingDraft } from './draft.ts';
import { serveModes } from './serve-draft.ts';

const text = z.string();
const texts = z.array(z.string());
const keptJson = z.custom<Json>((value) => value !== undefined).catch(null);

const serve = z.object({
  mode: z.union([z.enum(serveModes), z.templateLiteral(['other:', z.string()])]).catch(''),
  variant: text,
  otherwise: text,
  percent: text,
  by: text,
  weights: z.array(z.object({ variant: text, percent: text })),
  rollout: z.object({
    steps: z.array(z.object({ percent: text, hours: text })),
    starts: z.boolean(),
    startAt: text,
    startZone: text,
    waits: z.boolean(),
    days: texts,
    from: text,
    to: text,
    zone: text,
    restart: z.boolean(),
  }),
  typed: z.record(z.string(), treeField),
  kept: keptJson,
});

const draftSchema = z.object({
  prerequisites: z.array(z.object({ flag: text, variants: texts })),
  availability: z.object({
    mode: z.enum(['everywhere', 'only', 'except']),
    regions: texts,
    unknownRegion: z.enum(['outside', 'inside']),
    reason: text,
    reviewOn: text,
  }),
  never: texts,
  rules: z.array(
    z.object({
      id: text,
      name: text,
      enabled: z.boolean(),
      wasEnabled: z.boolean(),
      segments: texts,
      conditions: z.array(
        z.object({
          attribute: text,
          operator: text,
          operand: text,
          type: z.enum(['string', 'number', 'boolean']).catch('string'),
          parts: treeField,
          kept: keptJson,
        }),
      ),
      serve,
    }),
  ),
  everyoneElse: serve,
  off: text,
  bucketGroup: text,
});

/**
 * Reads a setting's form: the draft that it carries, with what was typed in place of it. Undefined where it carries none, as
 * a form that was cut short.
 */
export function readSettingDraft(form: FormData): SettingDraft | undefined {
  const carried = parse(form.get(carriedField));
  if (carried === undefined) return undefined;
  const read = draftSchema.safeParse(withTyped(carried, toFormTree(form)));
  return read.success ? (read.data as unknown as SettingDraft) : undefined;
}

function parse(carried: FormDataEntryValue | null): Json | undefined {
  if (typeof carried !== 'string') return undefined;
  try {
    return JSON.parse(carried) as Json;
  } catch {
    return undefined;
  }
}

/**
 * What was typed takes the place of what is carried, by the dotted names of the form. Names below one with a {@link rowMark}
 * are all there is: a list of what is checked, or the form of a strategy. A checkbox has a hidden, empty twin of its name.
 */
function withTyped(carried: Json, typed: string | FormTree | undefined): Json {
  if (typed === undefined) return carried;
  if (typeof typed === 'string') return withTypedText(carried, typed);
  if (Array.isArray(carried)) return withTypedList(carried, typed);
  if (rowMark in typed) return withoutMark(typed);
  if (typeof carried !== 'object' || carried === null) return carried;
  const before = carried as Readonly<Record<string, Json>>;
  const kept = Object.entries(before).map(([name, value]) => [name, withTyped(value, typed[name])] as const);
  // The form of a strategy is carried once something was typed into it.
  const added = Object.entries(typed).flatMap(([name, value]) =>
    typeof value === 'object' && !Object.hasOwn(before, name) ? [[name, withoutMark(value)] as const] : [],
  );
  return Object.fromEntries([...kept, ...added]);
}

/** An input leaves line ends out of what it shows, which is no change of it. */
function withTypedText(carried: Json, typed: string): Json {
  if (typeof carried === 'boolean') return typed !== '';
  return typeof carried === 'string' && carried.replace(/[\r\n]/g, '') === typed ? carried : typed;
}

function withTypedList(carried: readonly Json[], typed: FormTree): Json {
  if (!(rowMark in typed)) return carried.map((item, index) => withTyped(item, typed[String(index)]));
  return rowsOf(typed).filter((item) => typeof item === 'string' && item !== '') as Json;
}

function withoutMark(tree: FormTree): Json {
  return Object.fromEntries(Object.entries(tree).filter(([name]) => name !== rowMark)) as Json;
}
