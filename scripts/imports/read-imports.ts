import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** An import of one source file by another; both paths start at the repository's root. */
export interface Import {
  readonly from: string;
  readonly line: number;
  readonly to: string;
}

/** The text of the product's source files by path, with `/` on every system. */
export type Sources = ReadonlyMap<string, string>;

/** Reads every source file that is shipped; leaves out tests and what only tests use. */
export function readSources(root: string): Sources {
  const paths = globSync('{core,plugins,store,relay,provider,admin}/src/**/*.{ts,svelte}', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/\.test\.ts$|\.d\.ts$|\/testing/.test(path));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** Lists the imports between source files, including those of types. */
export function listImports(sources: Sources): readonly Import[] {
  return [...sources].flatMap(([from, text]) => {
    const script = from.endsWith('.svelte') ? keepScripts(text) : text;
    return ts.preProcessFile(script, true, true).importedFiles.flatMap(({ fileName, pos }) => {
      const to = resolve(from, fileName);
      if (to === undefined || !sources.has(to)) return [];
      return { from, to, line: script.slice(0, pos).split('\n').length };
    });
  });
}

function resolve(from: string, name: string): string | undefined {
  if (name.startsWith('#lib/')) return `admin/src/lib/${name.slice('#lib/'.length)}`;
  return name.startsWith('.') ? posix.join(posix.dirname(from), name) : undefined;
}

/** Keeps only the scripts of a Svelte component, on their original lines. */
function keepScripts(text: string): string {
  const scripts = [...text.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)];
  const lines = (part: string) => part.replace(/[^\n]/g, '');
  let kept = '';
  let end = 0;
  for (const { index, 1: tag = '', 2: script = '' } of scripts) {
    const start = index + tag.length;
    kept += lines(text.slice(end, start)) + script;
    end = start + script.length;
  }
  return kept;
}
