import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatKeyText } from '@hoist/core';
import type { KeyringEntry } from '@hoist/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Credentials } from './credentials.ts';
import { KeyLookup, lookupLimits } from './key-lookup.ts';
import { RevokedKeys } from '../sync/revoked-keys.ts';

function entry(text: string, rest: Partial<KeyringEntry> = {}): KeyringEntry {
  const id = text.slice(0, 8);
  const createdAt = '2026-01-01T00:00:00.000Z';
  return {
    id,
    name: text,
    scope: 'server',
    hash: hash('sha256', text),
    createdAt,
    expiresAt: null,
    revokedAt: null,
    ...rest,
  };
}

function open({ isLoaded = true, answers = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-lookup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const credentials = new Credentials(() => ({ count: () => undefined }), {
    revoked: new RevokedKeys(folder),
  });
  const keys: KeyringEntry[] = [];
  const source = { keys, reads: 0, answers };
  const lookup = new KeyLookup({
    credentials,
    now: () => Date.parse('2026-06-01T00:00:00Z'),
    following: {
      knowsAllKeys: isLoaded,
      refresh: async () => {
        source.reads++;
        if (!source.answers) await new Promise(() => undefined);
        credentials.set('dev', { format: 1, keys: [...keys], streamSecret: 's'.repeat(32) });
      },
    },
  });
  return { lookup, source, credentials };
}

describe('looking for a key that is not known', () => {
  it('finds one that is younger than what was read', async () => {
    const { lookup, source } = open();
    source.keys.push(entry('young'));
    expect(await lookup.find('young')).toMatchObject({ environment: 'dev', id: 'young' });
  });

  it('refuses a mistyped key at once, whatever is not loaded, and reads nothing for it', async () => {
    const key = formatKeyText('server', new Uint8Array(32));
    const { lookup, source } = open({ isLoaded: false });
    expect(await lookup.find(key)).toBe('unsure');
    expect(await lookup.find(`${key.slice(0, -1)}x`)).toBe('unknown');
    expect(source.reads).toBe(0);
  });

  it('reads once for all who wait, and again only 250 ms later', async () => {
    const { lookup, source } = open();
    const startedAt = performance.now();
    const many = Array.from({ length: 500 }, (_, index) => lookup.find(`guess-${index}`));
    expect(new Set(await Promise.all(many))).toEqual(new Set(['unknown']));
    expect(source.reads).toBe(1);
    await lookup.find('another guess');
    expect(source.reads).toBe(2);
    expect(performance.now() - startedAt).toBeGreaterThan(lookupLimits.readEvery - 5);
  });

  it('refuses what it has just refused without looking again, unless it has become known', async () => {
    const { lookup, source, credentials } = open();
    expect(await lookup.find('guess')).toBe('unknown');
    expect(await lookup.find('guess')).toBe('unknown');
    expect(source.reads).toBe(1);
    credentials.set('dev', { format: 1, keys: [entry('guess')], streamSecret: 's'.repeat(32) });
    expect(await lookup.find('guess')).toMatchObject({ environment: 'dev' });
  });

  it('remembers a bounded number of refusals', async () => {
    const { lookup, source } = open();
    await lookup.find('the first');
    const more = Array.from({ length: lookupLimits.refused }, (_, index) => `guess-${index}`);
    for (let from = 0; from < more.length; from += 900)
      await Promise.all(more.slice(from, from + 900).map((text) => lookup.find(text)));
    const { reads } = source;
    expect(await lookup.find('the first')).toBe('unknown');
    expect(source.reads).toBe(reads + 1);
  });

  it('never refuses while not everything is loaded', async () => {
    const { lookup, source } = open({ isLoaded: false });
    expect(await lookup.find('perhaps')).toBe('unsure');
    expect(source.reads).toBe(0);
  });

  it('never refuses while the source does not answer, and lets at most 1,000 wait a second for it', async () => {
    const { lookup, source } = open({ answers: false });
    const startedAt = performance.now();
    const waiting = Array.from({ length: lookupLimits.waiting }, (_, index) => lookup.find(`guess-${index}`));
    expect(await lookup.find('one too many')).toBe('unsure');
    expect(performance.now() - startedAt).toBeLessThan(lookupLimits.wait);
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['unsure']));
    expect(source.reads).toBe(1);
  });

  it('refuses revoked and expired keys at once', async () => {
    const { lookup, source, credentials } = open();
    const keys = [
      entry('revoked', { revokedAt: '2026-02-01T00:00:00.000Z' }),
      entry('expired', { expiresAt: '2026-05-01T00:00:00.000Z' }),
    ];
    credentials.set('dev', { format: 1, keys, streamSecret: 's'.repeat(32) });
    for (const { name } of keys) expect(await lookup.find(name)).toBe('unknown');
    expect(source.reads).toBe(0);
  });
});
