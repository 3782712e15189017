import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { compile } from 'tailwindcss';
import { expect, it } from 'vitest';

const styles = import.meta.dirname;
const source = join(styles, '..');
const read = (folder: string, ends: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ends.test(name) && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

const selectors = read(styles, /\.css$/).flatMap((text) =>
  [...text.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/([^{};]+)\{/g)].map(([, selector = '']) => selector),
);
const classes = new Set(
  selectors.flatMap((selector) => [...selector.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name)),
);

/** The words of a component that can be a class: in its class attributes, and in texts of its script. */
function listClassWords(component: string): readonly string[] {
  const words: string[] = [];
  const take = (text: string) => words.push(...(text.match(/[\w-]+/g) ?? []));
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, name, start, end } = node as Record<'type' | 'name', string> &
      Record<'start' | 'end', number>;
    if (type === 'ClassDirective') take(name);
    if (type === 'Attribute' && name === 'class') take(component.slice(start, end));
    for (const child of Object.values(node)) walk(child);
  };
  walk(parse(component, { modern: true }).fragment);
  for (const [, script = ''] of component.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
    const code = script.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    for (const [text] of code.matchAll(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g)) take(text);
  }
  return words;
}

it('has a user for each of its classes', () => {
  const used = new Set([
    ...read(source, /\.svelte$/).flatMap(listClassWords),
    ...read(source, /\.html$/).flatMap((text) => text.match(/[\w-]+/g) ?? []),
  ]);
  expect([...classes].filter((name) => !used.has(name))).toEqual([]);
});

it('is used by class attributes and texts of scripts, and by no comment, text of a page or other attribute', () => {
  const component =
    '<script lang="ts">\n  /** planted-one */\n  const kind = isOn ? \'is-on\' : "";\n</script>\n' +
    '<p class={[\'card\', kind]} class:chosen id="planted-two">planted-three</p>';
  const words = listClassWords(component);
  expect(words).toEqual(expect.arrayContaining(['card', 'is-on', 'chosen']));
  for (const planted of ['planted-one', 'planted-two', 'planted-three']) expect(words).not.toContain(planted);
});

it('has no class with the name of a utility of Tailwind', async () => {
  const utilities = readFileSync(createRequire(import.meta.url).resolve('tailwindcss/utilities.css'), 'utf8');
  const theme = readFileSync(createRequire(import.meta.url).resolve('tailwindcss/theme.css'), 'utf8');
  const { build } = await compile(`${theme}\n${utilities}`);
  // Each build holds what the ones before have found.
  let known = build([]);
  const isUtility = (name: string) => known !== (known = build([name]));
  expect(['hidden', 'flex', 'card'].map(isUtility)).toEqual([true, true, false]);
  expect([...classes].filter(isUtility)).toEqual([]);
});
