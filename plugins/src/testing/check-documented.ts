import type { Plugin } from '@hoist/core';
import { findNameFault } from '../name-fault.ts';
import { standardPlugins } from '../standard-plugins.ts';
import { fail } from './property.ts';

/** Checks that title, description and words exist, that hosts can load the name, and that a form can be generated. */
export function checkDocumented(plugin: Plugin, texts: Readonly<Record<string, unknown>>): void {
  const { kind, name } = plugin;
  const fault = standardPlugins.includes(plugin) ? undefined : findNameFault(name);
  if (fault) fail(`The ${kind} '${name}' ${fault}`);
  for (const [field, text] of Object.entries(texts)) {
    if (typeof text === 'string' && text.trim() !== '') continue;
    fail(`Its ${field} is ${text === undefined ? 'missing' : 'empty'}. Write one: people read it.`);
  }
  const { jsonSchema } = plugin;
  if (jsonSchema !== null && Object.keys(jsonSchema).length === 0)
    fail('Its schema cannot be told as JSON Schema, which makes the form. Take types that JSON has.');
}
