import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Lists the folders of `examples/` that contain a file of this name, as paths from the root: `examples/shop`. */
export function listExamples(file: string): string[] {
  return globSync(`examples/*/${file}`, { cwd: root }).map(dirname).sort();
}
