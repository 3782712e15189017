import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The folders below `examples/` that hold a file of this name, from the root: `examples/shop`. */
export function listExamples(file: string): string[] {
  return globSync(`examples/*/${file}`, { cwd: root }).map(dirname).sort();
}
