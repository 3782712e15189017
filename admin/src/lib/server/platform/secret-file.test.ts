import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOrMakeSecret } from './secret-file.ts';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'hoist-secret-')), 'data', 'secret');

describe('readOrMakeSecret', () => {
  it('makes a file that only its owner can read', async () => {
    const path = newPath();
    const secret = await readOrMakeSecret(path);
    expect(readFileSync(path, 'utf8')).toBe(`${secret}\n`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });

  it('gives the same secret the second time', async () => {
    const path = newPath();
    expect(await readOrMakeSecret(path)).toBe(await readOrMakeSecret(path));
  });

  it('agrees with a process that starts at the same time', async () => {
    const path = newPath();
    const secrets = await Promise.all(Array.from({ length: 20 }, () => readOrMakeSecret(path)));
    expect(new Set(secrets).size).toBe(1);
  });

  it('refuses a damaged file and says what to do', async () => {
    const path = newPath();
    await readOrMakeSecret(path);
    writeFileSync(path, '');
    await expect(readOrMakeSecret(path)).rejects.toThrow('Delete it and start again');
  });
});
