import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyringEntry } from '@hoist/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Credentials, readKey } from './credentials.ts';
import { RevokedKeys } from '../sync/revoked-keys.ts';

function entry(text: string, rest: Partial<KeyringEntry> = {}): KeyringEntry {
  return {
    id: text,
    name: text,
    scope: 'server',
    hash: hash('sha256', text),
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: null,
    revokedAt: null,
    ...rest,
  };
}

describe('readKey', () => {
  it.each([
    [{ authorization: 'Bearer abc' }, 'abc'],
    [{ authorization: 'bearer abc' }, 'abc'],
    [{ 'x-api-key': 'abc' }, 'abc'],
    [{ authorization: 'Bearer abc', 'x-api-key': 'abc' }, 'abc'],
    [{}, undefined],
    [{ authorization: 'Bearer' }, undefined],
    [{ authorization: 'Bearer a b' }, undefined],
    [{ authorization: 'Basic abc' }, undefined],
    [{ 'x-api-key': '' }, undefined],
    [{ authorization: 'Bearer abc', 'x-api-key': 'other' }, undefined],
    [{ authorization: 'Basic abc', 'x-api-key': 'abc' }, undefined],
  ])('reads %j as %s', (headers, key) => {
    expect(readKey(headers)).toBe(key);
  });
});

const keyring = (keys: KeyringEntry[]) => ({ format: 1 as const, keys, streamSecret: 's'.repeat(32) });

function open(): Credentials {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-credentials-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return new Credentials(() => ({ count: () => undefined }), { revoked: new RevokedKeys(folder) });
}

describe('Credentials', () => {
  it('finds a key by its text, again and again', () => {
    const credentials = open();
    credentials.set('dev', keyring([entry('a', { scope: 'client' })]));
    for (let time = 0; time < 2; time++) {
      expect(credentials.find('a', 0)).toMatchObject({
        environment: 'dev',
        scope: 'client',
        expiresAt: undefined,
      });
    }
    expect(credentials.find('b', 0)).toBeUndefined();
  });

  it('stops at the very instant a key expires', () => {
    const credentials = open();
    const expiresAt = '2026-06-01T00:00:00.000Z';
    credentials.set('dev', keyring([entry('a', { expiresAt })]));
    expect(credentials.find('a', Date.parse(expiresAt) - 1)).toBeDefined();
    expect(credentials.find('a', Date.parse(expiresAt))).toBeUndefined();
  });

  it('forgets a key that was found before, once it is revoked', () => {
    const credentials = open();
    credentials.set('dev', keyring([entry('a')]));
    expect(credentials.find('a', 0)).toBeDefined();
    credentials.set('dev', keyring([entry('a', { revokedAt: '2026-06-01T00:00:00.000Z' })]));
    expect(credentials.find('a', 0)).toBeUndefined();
  });

  it('never accepts a revoked key again, even if a later keyring says otherwise', () => {
    const credentials = open();
    credentials.set('dev', keyring([entry('a', { revokedAt: '2026-06-01T00:00:00.000Z' })]));
    credentials.set('dev', keyring([entry('a')]));
    expect(credentials.find('a', 0)).toBeUndefined();
  });

  it('skips a key of a scope that it does not know, and takes the others', () => {
    const credentials = open();
    credentials.set('dev', keyring([entry('a', { scope: 'relay' }), entry('b')]));
    expect(credentials.find('a', 0)).toBeUndefined();
    expect(credentials.find('b', 0)).toBeDefined();
  });

  it('keeps environments apart', () => {
    const credentials = open();
    credentials.set('dev', keyring([entry('a')]));
    credentials.set('prod', keyring([entry('b')]));
    expect(credentials.find('a', 0)?.environment).toBe('dev');
    expect(credentials.find('b', 0)?.environment).toBe('prod');
  });
});
