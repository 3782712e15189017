import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { findUses } from './find-uses.ts';
import type { Dictionaries, Use } from './find-uses.ts';

const escape = (text: string) => text.replace(/[&<>{}"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** A function that only fills in a sentence: `(count) => `${count} now``. */
const sentence = /^\(([\w\s,]*)\)\s*=>\s*`((?:[^`\\$]|\$\{\w+\})*)`$/;

/** What is written where a text is used; undefined where it stays a lookup, or a call. */
function write({ value, args, as }: Use): string | undefined {
  const parts = typeof value === 'string' ? [value] : fillIn(value, args);
  if (parts === undefined) return undefined;
  if (as === 'expression' && typeof value === 'string') return JSON.stringify(value);
  if (as === 'expression') return `\`${parts.map((part, at) => (at % 2 ? `\${${part}}` : part)).join('')}\``;
  const text = parts.map((part, at) => (at % 2 ? `{${part}}` : escape(part))).join('');
  return as === 'attribute' ? `"${text}"` : text;
}

/** The sentence of a call: texts, and between them the sources of what is filled in. */
function fillIn(value: unknown, args: readonly string[] | undefined): readonly string[] | undefined {
  const [, params = '', text = ''] =
    (typeof value === 'function' && args && sentence.exec(value.toString())) || [];
  if (text === '' || !args) return undefined;
  const names = params.split(',').map((name) => name.trim());
  return text.split(/\$\{(\w+)\}/).map((part, at) => (at % 2 ? (args[names.indexOf(part)] ?? '') : part));
}

/** Writes the texts that a component names into its source, where Svelte takes them for a part of the markup. */
export function inline(source: string, dictionaries: Dictionaries): string {
  const { uses, shorter } = findUses(source, dictionaries);
  const texts = uses.flatMap((use) => {
    const text = write(use);
    return text === undefined ? [] : { start: use.start, end: use.end, text };
  });
  const needless = shorter.filter((name) => name.uses.every((use) => write(use) !== undefined));
  return [...texts, ...needless.map(({ start, end }) => ({ start, end, text: '' }))]
    .sort((one, other) => other.start - one.start)
    .reduce((written, { start, end, text }) => written.slice(0, start) + text + written.slice(end), source);
}

/** Writes what a build still needs of a dictionary: functions, and groups that are looked into. */
export function writeRest(value: unknown, path: string, needed: readonly string[]): string | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const members = Object.entries(value).flatMap(([key, each]) => {
      const rest = writeRest(each, `${path}.${key}`, needed);
      return rest === undefined ? [] : `${JSON.stringify(key)}: ${rest}`;
    });
    return members.length === 0 ? undefined : `{ ${members.join(', ')} }`;
  }
  if (!needed.some((each) => path === each || path.startsWith(`${each}.`))) return undefined;
  return typeof value === 'function' ? value.toString() : JSON.stringify(value);
}

/** Puts texts where they are used when the admin is built: pages carry what they show, and look nothing up. */
export function inlineTexts(): Plugin {
  const src = join(import.meta.dirname, '..');
  const dictionaries = new Map<string, object>();
  const needed: string[] = [];
  const isDictionary = (path: string) => /\/texts\/[\w-]+\.ts$/.test(path) && !/\/testing/.test(path);

  async function read(): Promise<void> {
    for (const path of globSync('lib/texts/*.ts', { cwd: src }).map((each) => join(src, each))) {
      if (!isDictionary(path.replaceAll('\\', '/')) || path.endsWith('.test.ts')) continue;
      const texts = (await import(pathToFileURL(path).href)) as Readonly<Record<string, object>>;
      for (const [name, dictionary] of Object.entries(texts)) dictionaries.set(name, dictionary);
    }
    for (const path of globSync('**/*.{svelte,ts}', { cwd: src })) {
      const source = readFileSync(join(src, path), 'utf8');
      if (!/\/texts\/[\w-]+\.ts'/.test(source) || path.endsWith('.test.ts')) continue;
      const isModule = path.endsWith('.ts');
      const { uses } = findUses(isModule ? `<script lang="ts">${source}</script>` : source, dictionaries);
      const kept = uses.filter((use) => isModule || write(use) === undefined);
      needed.push(...kept.map((use) => use.path.join('.')));
    }
  }

  return {
    name: 'hoist-inline-texts',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      if (dictionaries.size === 0) await read();
    },
    transform(source, id) {
      if (id.endsWith('.svelte') && source.includes('/texts/'))
        return { code: inline(source, dictionaries), map: null };
      const name = isDictionary(id) ? /export const (\w+)/.exec(source)?.[1] : undefined;
      if (name === undefined) return undefined;
      const imports = [...source.matchAll(/^import .*;$/gm)].join('\n');
      const rest = writeRest(dictionaries.get(name), name, needed) ?? '{}';
      return { code: `${imports}\nexport const ${name} = ${rest};`, map: null };
    },
  };
}
