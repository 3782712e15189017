import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { Diagnostic } from '@codemirror/lint';
import type { EditorState } from '@codemirror/state';
import { findSchemaFault, findValueFault } from '@hoist/core/value-schema';
import type { ValueFault } from '@hoist/core/value-schema';
import type { Json } from '@hoist/core';
import { formTexts } from '#lib/texts/form.ts';
import { findPlace } from './find-place.ts';

/** What a JSON text is checked against: a flag's schema as text, the rules for schemas themselves, or nothing. */
export type JsonCheck = { readonly schema: string } | { readonly isSchema: true } | undefined;

/** Says where a JSON text cannot be read, or first departs from what it is checked against. */
export function checkJson(state: EditorState, check: JsonCheck): Diagnostic | undefined {
  const text = state.doc.toString();
  if (text.trim() === '') return undefined;
  ensureSyntaxTree(state, state.doc.length, 100);
  const read = readJson(state, text);
  if ('wrong' in read) return read.wrong;
  const fault = findFault(read.value, check);
  return fault && { ...findPlace(state, fault.path), severity: 'error', message: fault.message };
}

function readJson(
  state: EditorState,
  text: string,
): { readonly value: Json } | { readonly wrong: Diagnostic } {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    const at = findBroken(state);
    return { wrong: { from: at, to: at, severity: 'error', message: formTexts.json.unreadable } };
  }
}

/** The first place at which the text is no JSON; its end, where something is missing. */
function findBroken(state: EditorState): number {
  let at: number | undefined;
  syntaxTree(state).iterate({
    enter: ({ type, from }) => {
      if (type.isError) at ??= from;
    },
  });
  return at ?? state.doc.length;
}

function findFault(value: Json, check: JsonCheck): ValueFault | undefined {
  if (check === undefined) return undefined;
  if ('isSchema' in check) return findSchemaFault(value);
  const schema = parse(check.schema);
  // What is wrong with the schema is said beside it.
  return schema === undefined || findSchemaFault(schema) ? undefined : findValueFault(schema, value);
}

function parse(text: string): Json | undefined {
  try {
    return text.trim() === '' ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}
