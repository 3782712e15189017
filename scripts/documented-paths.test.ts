import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const packages = /^(admin|bench|charts|core|docs|examples|plugins|provider|relay|scripts|store)\//;
const pages = globSync('{*.md,docs/**/*.md,admin/*.md}', { cwd: root });

it.each(pages)('%s names no file that is not there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const quoted = [...text.matchAll(/`([\w.-]+\/[\w./@+[\]-]+)`/g)].map(([, path = '']) => path);
  const linked = [...text.matchAll(/\]\((?!\w+:|#|\/)([^)#\s]+)/g)].map(([, path = '']) =>
    join(dirname(page), path),
  );
  const paths = [...quoted.filter((path) => packages.test(path)), ...linked];
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
