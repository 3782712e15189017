import { expect, it } from 'vitest';
import { refusalOf } from '../testing.ts';
import { readIds } from './read-ids.ts';

const read = async (...[text, format]: Parameters<typeof readIds>) => {
  const { ids, refused } = await readIds(text, format);
  return [[...ids], refused.map(({ line, message }) => `${line}: ${message}`)];
};

it('takes one ID a line, each once, without the spaces around it', async () => {
  const text = '\uFEFFanna\r\n\r\n  otto \nanna\nZoë Müller';
  expect(await read(text, { kind: 'lines' })).toEqual([['anna', 'otto', 'Zoë Müller'], []]);
});

it('names the lines that hold no ID, and reads on', async () => {
  const text = `anna\n${'x'.repeat(1_025)}\not\u200bto\nmira`;
  expect(await read(text, { kind: 'lines' })).toEqual([
    ['anna', 'mira'],
    [
      '2: An ID has at most 1024 characters.',
      "3: It has a zero width space (U+200B) after 'ot'. Take it out.",
    ],
  ]);
});

it('takes one JSON string a line', async () => {
  const text = '"anna"\n\n"a\\"b"\n7\n{"id":"x"}\n"open';
  const wrong = 'It is not a JSON string. Write one in quotes a line.';
  expect(await read(text, { kind: 'ndjson' })).toEqual([
    ['anna', 'a"b'],
    [`4: ${wrong}`, `5: ${wrong}`, `6: ${wrong}`],
  ]);
});

it('takes the first column of a table, or the one that the first line names', async () => {
  expect(await read('anna,1\n"ot,to",2\n"a ""b""",3', { kind: 'csv' })).toEqual([
    ['anna', 'ot,to', 'a "b"'],
    [],
  ]);
  const table = 'name\tID\nAnna Ott\ta-1\nOtto\t\nMira\t"m,""1"\n';
  expect(await read(table, { kind: 'csv', column: 'ID' })).toEqual([['a-1', 'm,"1'], []]);
  expect(await read('a;b\n1;2', { kind: 'csv', column: 'b' })).toEqual([['2'], []]);
});

it('refuses a table that cannot be read, or has no such column', async () => {
  const refusals = await Promise.all([
    refusalOf(() => read('a,b\n1,2', { kind: 'csv', column: 'c' })),
    refusalOf(() => read('anna\n"otto\nmira', { kind: 'csv' })),
  ]);
  expect(refusals.map(({ status, detail }) => [status, detail])).toEqual([
    [400, "There is no column 'c' in its first line."],
    [400, expect.stringMatching(/^The table cannot be read: .*at line 3.*\.$/)],
  ]);
});
