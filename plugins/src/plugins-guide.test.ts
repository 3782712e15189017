import { readdirSync, readFileSync } from 'node:fs';
import { hints } from '@hoist/core';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const example = 'examples/acme-plugins/src';
const guide = read('docs/guides/plugins.md');
const [, operators = '', strategies = ''] = guide.split(/^## (?:An operator|A strategy)$/m);

/** The members of a definition that may be left out, as its interface declares them. */
function listOptional(path: string): string[] {
  const [, definition = ''] = /interface \w+Definition<.*?> \{\n(.*?)\n\}/s.exec(read(path)) ?? [];
  return [...definition.matchAll(/^ {2}(\w+)\?\(/gm)].map(([, name = '']) => name);
}

describe('the guide to plugins', () => {
  it('shows the code of the example, which is compiled and tested', () => {
    const files = readdirSync(new URL(`../../${example}`, import.meta.url));
    const texts = files.map((file) => read(`${example}/${file}`));
    const shown = [...guide.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
    expect(shown).toHaveLength(4);
    for (const code of shown) expect(texts).toContain(code);
  });

  it('has a row for each hint of a schema, and no other', () => {
    const [, table = ''] = /^\| `format` \|.*?\n(.*?)\n\n/ms.exec(guide) ?? [];
    const rows = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual([...hints]);
  });

  it.each([
    ['operator', operators],
    ['strategy', strategies],
  ])('has a row for all that an %s may have', (kind, chapter) => {
    const optional = listOptional(`core/src/plugin/${kind}.ts`);
    expect(optional).toContain('nextChange');
    for (const name of optional) expect(chapter).toContain(`\n| \`${name}\` |`);
  });
});
