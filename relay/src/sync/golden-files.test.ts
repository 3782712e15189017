import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyringSchema } from '@hoist/core';
import { commit, openLog, openStore } from '@hoist/store';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Problems } from '../management/problems.ts';
import { LastKnownGood } from './last-known-good.ts';
import { RevokedKeys } from './revoked-keys.ts';

const golden = (name: string) =>
  readFileSync(new URL(`../../../core/golden/${name}`, import.meta.url), 'utf8');
const notedAt = 1_772_370_000_000;

/** A data folder with files of a relay, by name. */
function makeFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-golden-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'relay'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'relay', name), text);
  return folder;
}

const withField = (text: string) => text.replace('{', '{"added":{"later":true},');
const laterFormat = (text: string) => text.replace('"format":1', '"format":2');

async function load(contact: string) {
  const files = { 'contact.json': contact, 'environment%2Fdev.ndjson': golden('snapshot.ndjson') };
  const folder = makeFolder(files);
  const lastKnownGood = new LastKnownGood(folder, new Problems(pino({ level: 'silent' })));
  return { folder, lastKnownGood, ...(await lastKnownGood.load()) };
}

describe('the golden notes of contacts', () => {
  it('are read as they were meant, beside the snapshot that they are about', async () => {
    const { known, lost } = await load(golden('contact.json'));
    expect(lost).toEqual(new Map());
    const copy = known.get('environment/dev');
    expect([copy?.lastContact, copy?.snapshot.value('environment')]).toEqual([
      notedAt,
      { installation: 'one', key: 'dev' },
    ]);
  });

  it('are written in the same bytes', async () => {
    const { folder, lastKnownGood, known } = await load(golden('contact.json'));
    const store = await openStore({ url: `sqlite:${join(folder, 'hoist.db')}` });
    const reader = await openLog(store, 'environment/dev');
    onTestFinished(async () => {
      reader.close();
      await store.close();
    });
    await commit(store, reader, {
      idempotencyKey: 'first',
      kind: 'installed',
      who: { kind: 'hoist', id: 'hoist', name: 'Hoist' },
      when: '2026-03-01T12:00:00.000Z',
      comment: null,
      build: () => ({
        set: new Map([['environment', { installation: 'one', key: 'dev' }]]),
        removed: [],
        said: 'started',
      }),
    });
    lastKnownGood.keep(reader, known.get('environment/dev'));
    rmSync(join(folder, 'relay', 'contact.json'));
    await lastKnownGood.stop();
    expect(readFileSync(join(folder, 'relay', 'contact.json'), 'utf8')).toBe(golden('contact.json'));
  });

  it('mean the same with a field that nobody knows, and are named in a later format', async () => {
    const { known, lost } = await load(withField(golden('contact.json')));
    expect([known.get('environment/dev')?.lastContact, lost.size]).toEqual([notedAt, 0]);
    expect([...(await load(laterFormat(golden('contact.json')))).lost.keys()]).toEqual(['contact.json']);
  });
});

describe('the golden list of revoked keys', () => {
  const hash = 'b'.repeat(64);
  const read = async (text: string) => {
    const errors: unknown[] = [];
    const keys = new RevokedKeys(makeFolder({ 'revoked.json': text }), (error) => errors.push(error));
    await keys.load();
    return { ids: keys.idsOf('dev'), has: keys.has(hash), errors: errors.length };
  };

  it('is read as it was meant, also with a field that nobody knows', async () => {
    const expected = { ids: ['k2'], has: true, errors: 0 };
    expect(await read(golden('revoked.json'))).toEqual(expected);
    expect(await read(withField(golden('revoked.json')))).toEqual(expected);
  });

  it('is written in the same bytes, from the golden keyring', async () => {
    const folder = makeFolder({});
    const keys = new RevokedKeys(folder);
    keys.note('dev', keyringSchema.parse(JSON.parse(golden('keyring.json'))));
    await keys.stop();
    expect(readFileSync(join(folder, 'relay', 'revoked.json'), 'utf8')).toBe(golden('revoked.json'));
  });

  it('is reported in a later format', async () => {
    expect(await read(laterFormat(golden('revoked.json')))).toEqual({ ids: [], has: false, errors: 1 });
  });
});
