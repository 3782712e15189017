import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPlugins } from './load-plugins.ts';

let folder = '';

const plugin = (name: string) => `{ kind: 'operator', name: '${name}', bind() {} }`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoist-plugins-'));
  const installed = join(folder, 'node_modules', 'acme-plugins');
  mkdirSync(installed, { recursive: true });
  writeFileSync(
    join(installed, 'package.json'),
    '{"name":"acme-plugins","type":"module","exports":"./main.js"}',
  );
  writeFileSync(join(installed, 'main.js'), `export default [${plugin('acme:one')}, ${plugin('acme:two')}];`);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('mine.mjs', `export default ${plugin('mine:three')};`);
  write('bare.mjs', `export default ${plugin('ip-range')};`);
  write('crooked.mjs', `export default ${plugin('acme:Acme Post')};`);
  write('twice.mjs', `export default [${plugin('acme:a')}, ${plugin('acme:a')}];`);
  write('again.mjs', `export default ${plugin('mine:three')};`);
  write('kinds.mjs', `export default [${plugin('acme:a')}, { ...${plugin('acme:a')}, kind: 'strategy' }];`);
  const modern = join(folder, 'node_modules', 'modern-plugins');
  mkdirSync(modern);
  writeFileSync(join(modern, 'package.json'), '{"type":"module","exports":{"import":"./main.js"}}');
  write('empty.mjs', 'export default [];');
  write('none.mjs', `export const plugin = ${plugin('acme:one')};`);
  write('throws.mjs', "throw new Error('No licence.');");
});

afterAll(() => rmSync(folder, { recursive: true }));

const refusal = (names: string) =>
  loadPlugins(names, folder).then(
    () => undefined,
    (error: Error) => error.message,
  );

describe('loadPlugins', () => {
  it('takes packages and files, one plugin or a list, in the order given', async () => {
    const plugins = await loadPlugins(' acme-plugins,./mine.mjs, ', folder);
    expect(plugins.map(({ name }) => name)).toEqual(['acme:one', 'acme:two', 'mine:three']);
  });

  it('loads a module once that is named twice', async () => {
    expect(await loadPlugins('./mine.mjs,./mine.mjs', folder)).toHaveLength(1);
  });

  it('loads nothing where nothing is named', async () => {
    expect(await loadPlugins('', folder)).toEqual([]);
  });

  it('says which module is not found, and from where', async () => {
    expect(await refusal('./mine.mjs,gone')).toBe(
      `HOIST_PLUGINS names 'gone', which is not found from ${folder}. Install it there, or give the path of its file, which begins with ./ or /.`,
    );
  });

  it('says that a file is not there', async () => {
    expect(await refusal('./gone.mjs')).toBe(
      `HOIST_PLUGINS names './gone.mjs', and there is no such file, seen from ${folder}. Correct the path.`,
    );
  });

  it.each(['./node_modules/acme-plugins', './node_modules/acme-plugins/'])(
    'asks for the file where a folder is named: %s',
    async (name) => {
      expect(await refusal(name)).toBe(
        `HOIST_PLUGINS names '${name}', which is a folder. Name the file in it that exports the plugins, like ./node_modules/acme-plugins/src/index.ts.`,
      );
    },
  );

  it('says what a package lacks that exports itself to import alone', async () => {
    expect(await refusal('modern-plugins')).toContain("Add the condition 'default' to its exports");
  });

  it('says which module fails, and why', async () => {
    expect(await refusal('./throws.mjs')).toContain(
      "'./throws.mjs' fails while it is loaded: No licence. Correct",
    );
  });

  it.each(['./empty.mjs', './none.mjs'])('refuses %s, which brings no plugins', async (name) => {
    expect(await refusal(name)).toContain(`The module '${name}' brings no plugins`);
  });

  it('refuses a name without a prefix', async () => {
    expect(await refusal('./bare.mjs')).toContain("like 'acme:ip-range'");
  });

  it('says what a name is made of, with one that would do', async () => {
    expect(await refusal('./crooked.mjs')).toBe(
      "The operator 'acme:Acme Post' of the module './crooked.mjs' needs a name of two words with a colon between, each of lower-case letters, digits and hyphens, like 'acme:acme-post'.",
    );
  });

  it('refuses two plugins of one kind and one name, and says who brings them', async () => {
    expect(await refusal('./twice.mjs')).toBe(
      "The module './twice.mjs' brings an operator named 'acme:a' twice. Rename one of them.",
    );
    expect(await refusal('./mine.mjs,./again.mjs')).toBe(
      "The modules './mine.mjs' and './again.mjs' both bring an operator named 'mine:three'. Rename one, or take a module out of HOIST_PLUGINS.",
    );
    expect(await loadPlugins('./kinds.mjs', folder)).toHaveLength(2);
  });
});
