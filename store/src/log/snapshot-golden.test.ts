import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSnapshot } from './read-snapshot.ts';
import { writeSnapshot } from './write-snapshot.ts';

const file = new URL('../../../core/golden/snapshot.ndjson', import.meta.url);
const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
const lastContact = 1_772_366_400_000;

/** The same snapshot with another first line, and a last line that fits. */
function withHeader(change: (header: string) => string): string[] {
  const rest = [change(lines[0] ?? ''), ...lines.slice(1, -1)];
  const hash = createHash('sha256');
  for (const line of rest) hash.update(`${line}\n`);
  return [...rest, JSON.stringify({ sha256: hash.digest('hex') })];
}

describe('the golden snapshot, which another program wrote', () => {
  it('is read as it was meant', async () => {
    const snapshot = await readSnapshot(lines);
    expect(snapshot.state).toMatchObject({ log: 'environment/dev', epoch: 2, version: 3 });
    expect(snapshot.state.record).toBe('1'.repeat(64));
    expect(snapshot.lastContact).toBe(lastContact);
    const partKeys = snapshot.keys('');
    expect(partKeys.map((key) => [key, snapshot.version(key), snapshot.value(key)])).toEqual([
      ['environment', 1, { installation: 'one', key: 'dev' }],
      ['flag/checkout', 3, { on: true, note: 'one\u2028two \\u2028 “用户”' }],
      ['segment/beta', 2, [1, 'x', null]],
    ]);
  });

  it('is written in the same bytes', async () => {
    const written: string[] = [];
    for await (const line of writeSnapshot(await readSnapshot(lines), lastContact)) written.push(line);
    expect(written).toEqual(lines);
  });

  it('means the same with a field in its first line that nobody knows', async () => {
    const longer = withHeader((header) => header.replace('{', '{"added":{"later":true},'));
    expect(await readSnapshot(longer)).toMatchObject({
      state: (await readSnapshot(lines)).state,
      lastContact,
    });
  });

  it('is refused in a later format', async () => {
    const later = withHeader((header) => header.replace('"format":1', '"format":2'));
    await expect(readSnapshot(later)).rejects.toThrow('line 1: it is not what this version of Hoist writes');
  });
});
