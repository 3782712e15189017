import { expect, test } from 'vitest';
import { listSlowest } from './list-slowest.ts';

const file = (name: string, milliseconds: number) => ({
  file: `/hoist/core/src/${name}.test.ts`,
  milliseconds,
});

test('the slowest file comes first, with its seconds and its path from the root', () => {
  const durations = [file('quick', 49), file('slow', 120_340), file('usual', 2_500)];
  expect(listSlowest(durations, '/hoist')).toEqual([
    ' 120.3 s  core/src/slow.test.ts',
    '   2.5 s  core/src/usual.test.ts',
    '   0.0 s  core/src/quick.test.ts',
  ]);
});

test('ten files are listed, however many ran', () => {
  const durations = Array.from({ length: 11 }, (_, index) => file(`number-${index}`, index * 1_000));
  const lines = listSlowest(durations, '/hoist');
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe('   1.0 s  core/src/number-1.test.ts');
});
