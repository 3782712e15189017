import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
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

it('has a user for each of its classes', () => {
  const used = new Set(read(source, /\.(svelte|ts|html)$/).flatMap((text) => text.match(/[\w-]+/g) ?? []));
  expect([...classes].filter((name) => !used.has(name))).toEqual([]);
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
