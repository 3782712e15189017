import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCircles } from './find-circles.ts';
import { findWrongDirections } from './find-wrong-directions.ts';
import { listImports, readSources } from './read-imports.ts';

const sources = readSources(join(import.meta.dirname, '..', '..'));
const imports = listImports(sources);

/** The imports of the product with another source beside its own. */
function plant(path: string, text: string) {
  return listImports(new Map([...sources, [path, text]]));
}

describe('imports within the product', () => {
  it('form no circle', () => {
    expect(findCircles(imports)).toEqual([]);
  });

  it('go from a room to those below it only', () => {
    expect(findWrongDirections(imports)).toEqual([]);
  });
});

describe('an import against the rules', () => {
  it.each([
    ['core/src/plugin/planted.ts', '../engine/evaluate/evaluate.ts', 'plugin may import model only'],
    ['core/src/model/planted.ts', '../plugin/registry.ts', 'model may import time only'],
    ['core/src/time/planted.ts', '../index.ts', 'time may import nothing outside itself'],
    ['admin/src/lib/server/segments/planted.ts', '../settings/read-place.ts', 'segments may import access'],
    ['admin/src/lib/server/definitions/planted.ts', '../publishing/pending.ts', 'context.ts, errors only'],
    ['core/src/engine/nodes/planted.ts', '../compile/scope.ts', 'nodes may import evaluate, time only'],
  ])('%s to %s is named with its line and its rule', (path, module, rule) => {
    const text = `// A line.\nimport type { Planted } from '${module}';\nexport type Kept = Planted;\n`;
    const said = findWrongDirections(plant(path, text).filter(({ from }) => from === path));

    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`${path}:2 imports`);
    expect(said[0]).toContain(rule);
  });

  it('that closes a circle is named with its line, also when it is of a type', () => {
    const text = "\nimport type { Setting } from './planted.ts';\n";
    const both = new Map([
      ['core/src/model/planted.ts', "export * from './planted-too.ts';\n"],
      ['core/src/model/planted-too.ts', text],
    ]);

    expect(findCircles(listImports(both))).toEqual([
      'An import circle: core/src/model/planted.ts:1 imports core/src/model/planted-too.ts, ' +
        'core/src/model/planted-too.ts:2 imports core/src/model/planted.ts. ' +
        'Move what both need into a file of its own.',
    ]);
  });

  it('is found in the script of a component', () => {
    const path = 'admin/src/lib/planted.svelte';
    const text = '<p>Text</p>\n<script lang="ts">\n  import { listOf } from "#lib/words.ts";\n</script>\n';

    expect(plant(path, text)).toContainEqual({ from: path, line: 3, to: 'admin/src/lib/words.ts' });
  });
});

/** Packages that a page would pay for: 39 kB of JavaScript, where what it needs of them is 1 kB. */
const heavy = ['zod', '@hoist/core', '@hoist/plugins', '@hoist/store'];

/** The source files that a page loads, with what each imports at run time. */
function listLoaded(texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const loaded = new Map<string, readonly string[]>();
  const visit = (path: string): void => {
    const text = texts.get(path);
    if (text === undefined || loaded.has(path) || path.includes('/lib/server/')) return;
    const names = [...text.matchAll(/^\s*(?:import|export) (?!type )[^;]*?from '([^']+)';/gm)].map(
      ([, name = '']) => name,
    );
    loaded.set(path, names);
    for (const name of names) {
      const to = name.startsWith('#lib/')
        ? `admin/src/lib/${name.slice('#lib/'.length)}`
        : posix.join(posix.dirname(path), name);
      visit(to);
    }
  };
  for (const path of texts.keys()) if (path.endsWith('.svelte')) visit(path);
  return loaded;
}

describe('what a page loads', () => {
  const heavyImports = (texts: ReadonlyMap<string, string>) =>
    [...listLoaded(texts)].flatMap(([path, names]) =>
      names.filter((name) => heavy.includes(name)).map((name) => `${path} imports ${name}`),
    );

  it('has no schema library in it, nor the engine', () => expect(heavyImports(sources)).toEqual([]));

  it('is followed through all that it imports', () => {
    const texts = new Map([
      ...sources,
      ['admin/src/lib/planted.svelte', "<script>\n  import { a } from './planted.ts';\n</script>\n"],
      ['admin/src/lib/planted.ts', "import { z } from 'zod';\nexport const a = z.string();\n"],
    ]);

    expect(heavyImports(texts)).toEqual(['admin/src/lib/planted.ts imports zod']);
  });
});
