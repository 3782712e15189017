import type { Json, Serve } from '@hoist/core';
import { toObject } from '../json-object.ts';
import { parseFields, toFields, toParts } from '../schema-form/operand-fields.ts';
import type { OperandField, Parts } from '../schema-form/operand-fields.ts';

/** A strategy that the simple view has no controls of its own for, and whose parameters are all fields. */
export interface StrategyForm {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly OperandField[];
}

/** What was typed for one of them. */
export interface StrategyDraft {
  readonly strategy: string;
  readonly parts: Parts;
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
export function toStrategyDraft(serve: Serve, forms: readonly StrategyForm[]): StrategyDraft | undefined {
  const form = forms.find(({ name }) => name === serve.strategy);
  if (!form) return undefined;
  const parts = toParts(form.fields, serve.params);
  const read = parseFields(form.fields, parts);
  const isWhole = 'value' in read && isSame(read.value, serve.params);
  return isWhole ? { strategy: serve.strategy, parts } : undefined;
}

/** Every form as it begins, with what was typed in place of it. */
export function fillStrategies(
  forms: readonly StrategyForm[],
  typed: readonly StrategyDraft[],
): StrategyDraft[] {
  return forms.map(({ name, fields }) => ({
    strategy: name,
    parts: typed.find(({ strategy }) => strategy === name)?.parts ?? toParts(fields, undefined),
  }));
}

/** What was typed as a serve; a message where it cannot be one. */
export function readStrategyDraft(
  name: string,
  typed: readonly StrategyDraft[],
  forms: readonly StrategyForm[],
): { readonly serve: Serve } | { readonly fields: Readonly<Record<string, string>> } {
  const form = forms.find((each) => each.name === name);
  if (!form) return { fields: { mode: `'${name}' is not installed here. Choose something else.` } };
  const read = parseFields(form.fields, typed.find(({ strategy }) => strategy === name)?.parts ?? {});
  if ('wrong' in read) return { fields: { [`other:${name}`]: read.wrong } };
  return { serve: { strategy: name, params: read.value } };
}

/** The same whatever order the parameters stand in. */
function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(toObject(value)).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
