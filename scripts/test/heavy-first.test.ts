import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heavyFiles, rankOf } from './heavy-first.ts';

const root = join(import.meta.dirname, '..', '..');

test('every heavy file is there, under the name by which it is found', () => {
  expect(heavyFiles.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('the heaviest file comes first, and any other behind all of them', () => {
  const [heaviest = '', next = ''] = heavyFiles;
  const paths = ['/hoist/core/src/sum.test.ts', `/hoist/${next}`, `/hoist/${heaviest}`];
  expect(paths.toSorted((one, other) => rankOf(one) - rankOf(other))).toEqual(paths.toReversed());
});
