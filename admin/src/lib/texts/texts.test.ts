import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findUnused } from './testing-unused.ts';
import { findWords } from './testing-words.ts';

const src = join(import.meta.dirname, '..', '..');
const read = (pattern: string) =>
  globSync(pattern, { cwd: src })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }));
const components = read('**/*.svelte');
const sources = [...components, ...read('**/*.ts')];
const dictionaries = read('lib/texts/*.ts').filter(({ path }) => !/\/testing|\.test\./.test(path));

/** What every language writes alike. */
const allowed = [
  // The product's name.
  'Hoist',
  // A protocol and a unit.
  'HTTP',
  'ms',
];

describe('what a page says by itself', () => {
  it('stands in a dictionary', () => {
    const said = components.flatMap(({ path, text }) =>
      findWords(text, allowed).map((word) => `${path}:${word.line}: ${word.text}`),
    );

    expect(said).toEqual([]);
  });

  it.each(dictionaries)('and $path holds nothing else', async ({ path }) => {
    const name = basename(path);
    const users = sources.filter(({ text }) => text.includes(`/texts/${name}'`)).map(({ text }) => text);
    const texts = (await import(/* @vite-ignore */ `./${name}`)) as Record<string, object>;

    expect(Object.keys(texts)).toHaveLength(1);
    for (const dictionary of Object.values(texts)) expect(findUnused(dictionary, users)).toEqual([]);
  });
});

describe('a word in a component', () => {
  it.each([
    ['<p>\n  Sign in\n</p>', 'Sign in'],
    ['<p\n>{isNew ? `Sign in ${name}` : ""}</p>', 'Sign in'],
    ['\n<input placeholder="Name" />', 'Name'],
    ['\n<img alt="A {colour} flag" src="/flag.svg" />', 'flag'],
    ['\n<Field label="Name" id="name" />', 'Name'],
    ['\n<Choice choices={[{ value: "on", text: "On" }]} />', 'On'],
    ['{#if isNew}\n<b>New</b>{/if}', 'New'],
    ['<script>\nconst title = "Sign in";</script>', 'Sign in'],
  ])('%j is found on its line', (source, text) => {
    expect(findWords(source, [])).toEqual([{ text, line: 2 }]);
  });

  it.each([
    '<p>{texts.title}, {count} %</p>',
    '<p class="lead" id="title"><code>npm start</code> {state === "on" ? "–" : names["eu"]}</p>',
    '<Field id="name" label={texts.name} href="/flags/new" />',
    '<h1>Hoist</h1>',
    '<script>\nconst title = key("name"); find("main input");</script>',
  ])('%j has none', (source) => expect(findWords(source, allowed)).toEqual([]));
});

describe('a text', () => {
  const texts = { title: 'Home', first: { lead: 'Hello', kinds: { flag: 'Flag' } } };

  it('that no source names is found', () =>
    expect(findUnused(texts, ['const texts = homeTexts.first; texts.lead'])).toEqual([
      'title',
      'first.kinds.flag',
    ]));

  it('is used by its name, or by that of its group', () =>
    expect(
      findUnused(texts, ['homeTexts.title', 'homeTexts.first.lead, homeTexts.first.kinds[kind]']),
    ).toEqual([]));
});
