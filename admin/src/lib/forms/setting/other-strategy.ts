import type { Json, Serve } from '@hoist/core';
import { toObject } from '../json-object.ts';
import type { FormTree } from '../schema-form/form-tree.ts';
import { readFields } from '../schema-form/read-fields.ts';
import { toFields } from '../schema-form/schema-field.ts';
import type { SchemaField } from '../schema-form/schema-field.ts';
import { isShownWhole, showFields } from '../schema-form/show-fields.ts';
import { findOnOff } from './flag-shape.ts';
import type { FlagShape } from './flag-shape.ts';
import { below } from './typed.ts';
import type { Typed } from './typed.ts';

/** `other:` and a name is a strategy that pages know by its form alone. */
export type OtherMode = `other:${string}`;
/** What {@link OtherMode} begins with. */
export const otherPrefix = 'other:';

/** A strategy without controls of its own on the pages, and whose parameters are all fields. */
export interface StrategyForm {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly SchemaField[];
}

/** A strategy's form; undefined where its JSON Schema asks for more than fields. */
export function toStrategyForm(strategy: {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly jsonSchema: Json;
}): StrategyForm | undefined {
  const { name, title, description } = strategy;
  const fields = toFields(toObject(strategy.jsonSchema));
  return fields && { name, title, description, fields };
}

/** A serve as its strategy's form shows it; undefined where the form would lose something of it. */
export function toStrategyDraft(
  serve: Serve,
  forms: readonly StrategyForm[],
): { readonly strategy: string; readonly parts: FormTree } | undefined {
  const form = forms.find(({ name }) => name === serve.strategy);
  if (!form) return undefined;
  if (!isShownWhole(form.fields, serve.params)) return undefined;
  return { strategy: serve.strategy, parts: showFields(form.fields, serve.params) };
}

/** What was typed into a strategy's form, or how it begins: for an on/off flag with *on*, and *off* for the others. */
export function partsOf(
  form: StrategyForm,
  typed: Readonly<Record<string, FormTree>>,
  flag: FlagShape,
): FormTree {
  return typed[form.name] ?? { ...showFields(form.fields, undefined), ...chosenBy(form, flag) };
}

/**
 * The fields that a form of this flag asks. An on/off flag answers by itself who gets *on* and who *off*, and so these two are
 * carried, unless what is typed has them another way.
 */
export function askedOf(form: StrategyForm, typed: FormTree, flag: FlagShape): readonly SchemaField[] {
  const chosen = Object.entries(chosenBy(form, flag));
  if (chosen.length < 2 || chosen.some(([name, version]) => typed[name] !== version)) return form.fields;
  const answered = new Set(chosen.map(([name]) => name));
  return form.fields.map((field) => (answered.has(field.name) ? { ...field, kind: 'carried' } : field));
}

function chosenBy({ fields }: StrategyForm, flag: FlagShape): FormTree {
  const onOff = findOnOff(flag);
  const [first, second] = fields.filter(({ hint, kind }) => hint === 'variant' && kind === 'text');
  if (!onOff || !first) return {};
  return { [first.name]: onOff.on, ...(second && { [second.name]: onOff.off }) };
}

/** What was typed as a serve; messages below `params` where it cannot be one. */
export function readStrategyDraft(
  name: string,
  typed: Readonly<Record<string, FormTree>>,
  { strategies, flag }: { readonly strategies: readonly StrategyForm[]; readonly flag: FlagShape },
): Typed<Serve> {
  const form = strategies.find((each) => each.name === name);
  if (!form) return { wrongs: { mode: `'${name}' is not installed here. Choose something else.` } };
  const read = readFields(form.fields, partsOf(form, typed, flag));
  if ('wrongs' in read) return { wrongs: below('params', read.wrongs) };
  return { value: { strategy: name, params: read.value } };
}
