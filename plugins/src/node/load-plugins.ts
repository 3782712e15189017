import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from '@hoist/core';

/**
 * The plugins of modules that `HOIST_PLUGINS` names, by comma and in this order: `acme-plugins, ./rules/mine.js`. A name is
 * looked up as Node does from `folder`; a module's default export is one plugin or a list of them. Throws an error of one
 * sentence that names the module.
 */
export async function loadPlugins(names: string, folder: string): Promise<Plugin[]> {
  const plugins: Plugin[] = [];
  for (const name of names.split(',').map((part) => part.trim())) {
    if (name !== '') plugins.push(...toPlugins(name, await importFrom(folder, name)));
  }
  return plugins;
}

async function importFrom(folder: string, name: string): Promise<unknown> {
  const path = resolveFrom(folder, name);
  try {
    const module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { default?: unknown };
    return module.default;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The plugin module '${name}' fails while it is loaded: ${reason} Correct it, or take it out of HOIST_PLUGINS.`,
      { cause: error },
    );
  }
}

function resolveFrom(folder: string, name: string): string {
  try {
    return createRequire(join(folder, 'package.json')).resolve(name);
  } catch (error) {
    throw new Error(
      `HOIST_PLUGINS names '${name}', which is not found from ${folder}. Install it there, or give the path of its file.`,
      { cause: error },
    );
  }
}

function toPlugins(module: string, exported: unknown): Plugin[] {
  const listed: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  if (listed.length === 0 || !listed.every(isPlugin)) {
    throw new Error(
      `The module '${module}' brings no plugins: its default export must be what defineOperator or defineStrategy makes, or a list of those.`,
    );
  }
  const bare = listed.find(({ name }) => !/^[a-z0-9-]+:[a-z0-9-]+$/.test(name));
  if (bare) {
    throw new Error(
      `The ${bare.kind} '${bare.name}' of the module '${module}' needs a prefix of its own, like 'acme:${bare.name}', so that it never meets one of ours.`,
    );
  }
  return [...listed];
}

function isPlugin(value: unknown): value is Plugin {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, name, bind } = value as Partial<Record<keyof Plugin, unknown>>;
  return (
    (kind === 'operator' || kind === 'strategy') && typeof name === 'string' && typeof bind === 'function'
  );
}
