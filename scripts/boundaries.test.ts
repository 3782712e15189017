import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
let written: string[] = [];

afterEach(() => {
  for (const path of written) rmSync(path, { force: true });
  written = [];
});

/** Writes a file into a package, as somebody would who does not know the house. */
function plant(folder: string, text: string): string {
  const path = join(root, folder, `planted-${process.pid}.ts`);
  writeFileSync(path, text);
  written.push(path);
  return path;
}

function typeErrors(path: string, project: string): string[] {
  const { config } = ts.readConfigFile(join(root, project, 'tsconfig.json'), ts.sys.readFile) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, project));
  const program = ts.createProgram([path], options);
  const source = program.getSourceFile(path);
  return program
    .getSemanticDiagnostics(source)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

async function lintErrors(path: string): Promise<string[]> {
  const [result] = await new ESLint({ cwd: root }).lintFiles([path]);
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
    const path = plant(`${name}/src`, `import * as planted from '${module}';\nexport const use = planted;\n`);
    expect(typeErrors(path, name).join('\n')).toMatch(/Cannot find (module|name)/);
  });

  it.each([
    ['store', '@hoist/relay', 'store may import'],
    ['relay', '@hoist/admin', 'relay may import'],
    ['admin', '@hoist/relay', 'admin may import'],
    ['relay', '../../store/src/sha256.ts', 'by its name'],
  ])('%s is told by lint not to import %s', async (name, module, words) => {
    const path = plant(`${name}/src`, `import * as planted from '${module}';\nexport const use = planted;\n`);
    expect((await lintErrors(path)).join('\n')).toContain(words);
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
    const path = plant(
      'relay/src',
      "import { canonicalize } from '@hoist/core';\nexport const use = canonicalize;\n",
    );
    expect(typeErrors(path, 'relay')).toEqual([]);
    expect(await lintErrors(path)).toEqual([]);
  });
});
