import type { Json, Serve } from '@hoist/core';
import { toObject } from '../json-object.ts';
import type { FormTree } from '../schema-form/form-tree.ts';
import { readFields } from '../schema-form/read-fields.ts';
import { toFields } from '../schema-form/schema-field.ts';
import type { SchemaField } from '../schema-form/schema-field.ts';
import { isShownWhole, showFields } from '../schema-form/show-fields.ts';

/** A strategy that the simple view edits by a generated form, because it has no controls of its own. */
export interface StrategyForm {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly SchemaField[];
}

/** The parameters of one strategy as they were typed. */
export interface StrategyDraft {
  readonly strategy: string;
  readonly parts: FormTree;
}

/** Makes the form of a strategy; undefined if its JSON Schema asks for more than fields. */
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

/** Fills in a strategy's form from a serve; undefined if the form would lose part of it. */
export function toStrategyDraft(serve: Serve, forms: readonly StrategyForm[]): StrategyDraft | undefined {
  const form = forms.find(({ name }) => name === serve.strategy);
  if (!form) return undefined;
  if (!isShownWhole(form.fields, serve.params)) return undefined;
  return { strategy: serve.strategy, parts: showFields(form.fields, serve.params) };
}

/** Returns a draft for every form: its defaults, or what was typed. */
export function fillStrategies(
  forms: readonly StrategyForm[],
  typed: readonly StrategyDraft[],
): StrategyDraft[] {
  return forms.map(({ name, fields }) => ({
    strategy: name,
    parts: typed.find(({ strategy }) => strategy === name)?.parts ?? showFields(fields, undefined),
  }));
}

/** The path of messages about the parameters for everyone else. */
export const paramsPath = 'setting.everyoneElse.params';

/** Makes a serve of a draft, or messages by path if it cannot be one. */
export function readStrategyDraft(
  name: string,
  typed: readonly StrategyDraft[],
  forms: readonly StrategyForm[],
): { readonly serve: Serve } | { readonly fields: Readonly<Record<string, string>> } {
  const form = forms.find((each) => each.name === name);
  if (!form) return { fields: { mode: `'${name}' is not installed here. Choose something else.` } };
  const read = readFields(form.fields, typed.find(({ strategy }) => strategy === name)?.parts ?? {});
  if ('wrongs' in read)
    return {
      fields: Object.fromEntries(
        Object.entries(read.wrongs).map(([path, wrong]) => [`${paramsPath}.${path}`, wrong]),
      ),
    };
  return { serve: { strategy: name, params: read.value } };
}
