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

  it('loads nothing where nothing is named', async () => {
    expect(await loadPlugins('', folder)).toEqual([]);
  });

  it('says which module is not found, and from where', async () => {
    expect(await refusal('./mine.mjs,gone')).toBe(
      `HOIST_PLUGINS names 'gone', which is not found from ${folder}. Install it there, or give the path of its file.`,
    );
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
});
