import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keyring } from '@hoist/core';
import { expect, it, onTestFinished } from 'vitest';
import { RevokedKeys } from './revoked-keys.ts';

const digest = 'a'.repeat(64);
const keyring: Keyring = {
  format: 1,
  streamSecret: 's'.repeat(32),
  keys: [
    {
      id: 'leaked',
      name: 'leaked',
      scope: 'server',
      hash: digest,
      createdAt: '2026-01-01T00:00:00.000Z',
      expiresAt: null,
      revokedAt: '2026-06-01T00:00:00.000Z',
    },
  ],
};

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-revoked-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('writes what was revoked as soon as a disk that refused takes it, and says both', async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'relay'), 'in the way of the folder');
  const failed = Promise.withResolvers<Error>();
  const written = Promise.withResolvers<undefined>();
  const keys = new RevokedKeys(folder, (error) =>
    error ? failed.resolve(error) : written.resolve(undefined),
  );
  keys.note('dev', keyring);
  expect(String(await failed.promise)).toContain(folder);
  rmSync(join(folder, 'relay'));
  await written.promise;
  const next = new RevokedKeys(folder);
  await next.load();
  expect([next.has(digest), next.idsOf('dev')]).toEqual([true, ['leaked']]);
});

it('writes what waits when it stops, and ends although the disk refuses', async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'relay'), 'in the way of the folder');
  const keys = new RevokedKeys(folder);
  keys.note('dev', keyring);
  await keys.stop();
  rmSync(join(folder, 'relay'));
  const other = new RevokedKeys(folder);
  other.note('dev', keyring);
  await other.stop();
  expect(readFileSync(join(folder, 'relay', 'revoked.json'), 'utf8')).toContain(digest);
});

it('reports a file that it cannot read, and goes on without', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'relay'));
  writeFileSync(join(folder, 'relay', 'revoked.json'), '{"format":1,');
  const errors: unknown[] = [];
  const keys = new RevokedKeys(folder, (error) => errors.push(error?.message));
  await keys.load();
  expect(errors).toEqual([expect.stringContaining('revoked.json is damaged')]);
  expect(keys.has(digest)).toBe(false);
});
