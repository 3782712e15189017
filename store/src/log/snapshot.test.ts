import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { StoreDamagedError } from '../errors.ts';
import { commitParts, openTempStore, openTestLog, tempFolder } from '../testing/test-store.ts';
import { readSnapshot } from './read-snapshot.ts';
import { writeSnapshot } from './write-snapshot.ts';

const lastContact = Date.parse('2026-06-01T12:00:00Z');

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

async function makeReader() {
  const store = await openTempStore();
  const reader = await openTestLog(store, 'environment/dev');
  await commitParts(store, reader, { 'flag/a': { on: true }, 'flag/b': ['é', 1.5, null], gone: 1 });
  await commitParts(store, reader, () => ({
    set: new Map([['flag/b', { same: 1 }]]),
    removed: ['gone'],
    said: 'both',
  }));
  return { store, reader };
}

describe('a snapshot', () => {
  it('reads back as the state it was written from', async () => {
    const { reader } = await makeReader();
    const snapshot = await readSnapshot(writeSnapshot(reader, lastContact));
    expect(snapshot.state).toEqual(reader.state);
    expect(snapshot.lastContact).toBe(lastContact);
    expect(snapshot.keys('')).toEqual(['flag/a', 'flag/b']);
    for (const partKey of reader.keys('')) {
      expect(snapshot.value(partKey)).toEqual(reader.value(partKey));
      expect(snapshot.version(partKey)).toBe(reader.version(partKey));
    }
  });

  it('is JSON line by line', async () => {
    const { reader } = await makeReader();
    for (const line of await collect(writeSnapshot(reader, lastContact)))
      expect(() => JSON.parse(line)).not.toThrow();
  });

  it('survives a line reader that splits at U+2028', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    const value = { text: 'one\u2028two\u2029\\u2028 \\\u2028 \\\\u2029 \u0085\r\n' };
    await commitParts(store, reader, { x: value, 'key\u2028': 1 });
    const path = `${await tempFolder()}/snapshot.ndjson`;
    await writeFile(path, `${(await collect(writeSnapshot(reader, lastContact))).join('\n')}\n`);
    const snapshot = await readSnapshot(
      createInterface({ input: createReadStream(path), crlfDelay: Infinity }),
    );
    expect([snapshot.value('x'), snapshot.value('key\u2028'), snapshot.state]).toEqual([
      value,
      1,
      reader.state,
    ]);
  });

  it('holds the state at the call, though the reader goes on', async () => {
    const { store, reader } = await makeReader();
    const { state } = reader;
    const lines = writeSnapshot(reader, lastContact);
    const first = await lines.next();
    await commitParts(store, reader, { 'flag/a': 'later' });
    const rest = await collect(lines);
    const snapshot = await readSnapshot([String(first.value), ...rest]);
    expect([snapshot.state, snapshot.value('flag/a')]).toEqual([state, { on: true }]);
  });

  it('is refused when a line is missing, doubled, altered or out of its place', async () => {
    const { reader } = await makeReader();
    const lines = await collect(writeSnapshot(reader, lastContact));
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index]!;
      await expect(readSnapshot(lines.toSpliced(index, 1))).rejects.toThrow(StoreDamagedError);
      await expect(readSnapshot(lines.slice(0, index))).rejects.toThrow(
        'it is missing: the snapshot was cut off',
      );
      await expect(readSnapshot(lines.toSpliced(index, 0, line))).rejects.toThrow(StoreDamagedError);
      const altered = line.replace(/[0-9a-e](?=[^0-9a-e]*$)/, (digit) => (digit === '1' ? '2' : '1'));
      if (altered !== line)
        await expect(readSnapshot(lines.with(index, altered))).rejects.toThrow(StoreDamagedError);
    }
  });
});
