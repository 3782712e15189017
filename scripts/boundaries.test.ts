import { join } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const eslint = new ESLint({ cwd: root });
const parsed = new Map<string, ts.SourceFile | undefined>();

/** A file that somebody adds to a package who does not know the house; it is never on the disk. */
interface Planted {
  readonly path: string;
  readonly text: string;
}

const plant = (folder: string, text: string): Planted => ({ path: join(root, folder, 'planted.ts'), text });

function typeErrors({ path, text }: Planted, project: string): string[] {
  const { config } = ts.readConfigFile(join(root, project, 'tsconfig.json'), ts.sys.readFile) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, project));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.readFile = (name) => (name === path ? text : readFile(name));
  host.getSourceFile = (name, version) => {
    if (name === path) return ts.createSourceFile(name, text, version);
    // What each package is built on is read once.
    const file = parsed.get(name) ?? getSourceFile(name, version);
    parsed.set(name, file);
    return file;
  };
  const program = ts.createProgram([path], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

async function lintErrors({ path, text }: Planted): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: path });
  return (result?.messages ?? []).map(({ message }) => message);
}

describe('what a package may import', () => {
  it.each([
    ['core', '@hoist/store'],
    ['core', '@hoist/plugins'],
    ['core', 'node:fs'],
    ['plugins', '@hoist/store'],
    ['plugins', 'node:crypto'],
    ['store', '@hoist/plugins'],
    ['relay', 'better-auth'],
    ['relay', '@hoist/core/src/log/canonical.ts'],
  ])('%s cannot import %s', (name, module) => {
    const planted = plant(
      `${name}/src`,
      `import * as planted from '${module}';\nexport const use = planted;\n`,
    );
    expect(typeErrors(planted, name).join('\n')).toMatch(/Cannot find (module|name)/);
  });

  it.each([
    ['store', '@hoist/relay', 'store may import'],
    ['relay', '@hoist/admin', 'relay may import'],
    ['admin', '@hoist/relay', 'admin may import'],
    ['relay', '../../store/src/sha256.ts', 'by its name'],
  ])('%s is told by lint not to import %s', async (name, module, words) => {
    const planted = plant(
      `${name}/src`,
      `import * as planted from '${module}';\nexport const use = planted;\n`,
    );
    expect((await lintErrors(planted)).join('\n')).toContain(words);
  });

  it.each([
    ['process', 'export const use = process.env;'],
    ['document', 'export const use = document.title;'],
    ['fetch', "export const use = fetch('/');"],
  ])('core does not know %s', (_, text) => {
    expect(typeErrors(plant('core/src', `${text}\n`), 'core').join('\n')).toMatch(/Cannot find name/);
  });

  it('core reads no clock and no dice', async () => {
    const text = 'export const use = [Date.now(), Math.random(), new Date()];\n';
    const messages = await lintErrors(plant('core/src', text));
    expect(messages.filter((message) => /comes in as an argument/.test(message))).toHaveLength(3);
  });

  it('lets the right imports pass', async () => {
    const planted = plant(
      'relay/src',
      "import { canonicalize } from '@hoist/core';\nexport const use = canonicalize;\n",
    );
    expect(typeErrors(planted, 'relay')).toEqual([]);
    expect(await lintErrors(planted)).toEqual([]);
  });
});
