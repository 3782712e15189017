import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What a package lets others import: every TypeScript file that its `exports` name. */
function listEntries(folder: string): string[] {
  const { exports = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
    exports?: Readonly<Record<string, string>>;
  };
  return Object.values(exports)
    .filter((path) => path.endsWith('.ts') && !path.includes('*'))
    .map((path) => join(root, folder, path));
}

const packages = ['core', 'plugins', 'provider'].map((folder) => [folder, listEntries(folder)] as const);
const options = { module: ts.ModuleKind.NodeNext, allowImportingTsExtensions: true, noEmit: true };
const program = ts.createProgram(
  packages.flatMap(([, entries]) => entries),
  options,
);
const checker = program.getTypeChecker();

function findUndocumented(path: string): string[] {
  const file = program.getSourceFile(path);
  const symbol = file && checker.getSymbolAtLocation(file);
  if (!symbol) throw new Error(`${path} exports nothing.`);
  return checker.getExportsOfModule(symbol).flatMap((exported) => {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const target = isAlias ? checker.getAliasedSymbol(exported) : exported;
    return target.getDocumentationComment(checker).length > 0 ? [] : [exported.name];
  });
}

it.each(packages)('everything that %s exports has its contract in a docstring', (_, entries) => {
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.flatMap(findUndocumented)).toEqual([]);
});
