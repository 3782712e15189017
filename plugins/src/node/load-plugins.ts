import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from '@hoist/core';
import { findNameFault } from '../name-fault.ts';

/**
 * The plugins of modules that `HOIST_PLUGINS` names, by comma and in this order: `acme-plugins, ./rules/mine.js`. A name is
 * looked up as Node does from `folder`, a path (it begins with a dot or a slash) is that of a file; a module's default
 * export is one plugin or a list of them. Throws an error of one sentence that names the module.
 */
export async function loadPlugins(names: string, folder: string): Promise<Plugin[]> {
  const plugins: Plugin[] = [];
  const brought = new Map<string, string>();
  for (const module of new Set(names.split(',').map((part) => part.trim()))) {
    if (module === '') continue;
    for (const plugin of toPlugins(module, await importFrom(folder, module))) {
      refuseTwice(plugin, module, brought);
      plugins.push(plugin);
    }
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
    throw new Error(`HOIST_PLUGINS names '${name}', ${whyNot(folder, name, error)}`, { cause: error });
  }
}

function whyNot(folder: string, name: string, error: unknown): string {
  if (!name.startsWith('.') && !isAbsolute(name)) {
    return (error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
      ? `whose package.json exports nothing by that name to every loader. Add the condition 'default' to its exports, or give the path of its file.`
      : `which is not found from ${folder}. Install it there, or give the path of its file, which begins with ./ or /.`;
  }
  const isFolder = statSync(resolve(folder, name), { throwIfNoEntry: false })?.isDirectory() ?? false;
  const example = `${name.replace(/\/+$/, '')}/src/index.ts`;
  return isFolder
    ? `which is a folder. Name the file in it that exports the plugins, like ${example}.`
    : `and there is no such file, seen from ${folder}. Correct the path.`;
}

function toPlugins(module: string, exported: unknown): Plugin[] {
  const listed: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  if (listed.length === 0 || !listed.every(isPlugin)) {
    throw new Error(
      `The module '${module}' brings no plugins: its default export must be what defineOperator or defineStrategy makes, or a list of those.`,
    );
  }
  for (const { kind, name } of listed) {
    const fault = findNameFault(name);
    if (fault) throw new Error(`The ${kind} '${name}' of the module '${module}' ${fault}`);
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

/** `brought`: which module brought what, by kind and name. */
function refuseTwice({ kind, name }: Plugin, module: string, brought: Map<string, string>): void {
  const before = brought.get(`${kind} ${name}`);
  brought.set(`${kind} ${name}`, module);
  if (before === undefined) return;
  const one = kind === 'operator' ? 'an operator' : 'a strategy';
  throw new Error(
    before === module
      ? `The module '${module}' brings ${one} named '${name}' twice. Rename one of them.`
      : `The modules '${before}' and '${module}' both bring ${one} named '${name}'. Rename one, or take a module out of HOIST_PLUGINS.`,
  );
}
