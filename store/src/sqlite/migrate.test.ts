import { copyFile, readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { canonicalize, emptyLogState, nextVersion } from '@hoist/core';
import type { VersionRecord } from '@hoist/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startWorker } from '../contract/worker.ts';
import { StoreDamagedError, StoreUnavailableError } from '../errors.ts';
import { openStore } from '../open-store.ts';
import { commitParts, openTestLog, openTestStore, tempFolder } from '../testing/test-store.ts';
import { openConnection } from './connection.ts';
import { migrate, requireSchema } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { queries } from './queries.ts';
import { sha256 } from '../sha256.ts';

const note = {
  kind: 'edited',
  who: { kind: 'person', id: 'ann', name: 'Ann' },
  when: '2026-03-01T12:00:00Z',
  said: 'set it',
  comment: null,
} as const;

function schemaOf(path: string): unknown[] {
  const database = new DatabaseSync(path);
  const schema = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
  database.close();
  return schema;
}

describe('migrate', () => {
  it('brings an empty file to the newest schema, and leaves it alone the next time', async () => {
    const path = `${await tempFolder()}/hoist.db`;
    await (await openStore({ url: `sqlite:${path}` })).close();
    const bytes = await readFile(path);
    await (await openStore({ url: `sqlite:${path}` })).close();
    expect((await readFile(path)).equals(bytes)).toBe(true);
    const database = new DatabaseSync(path);
    expect(database.prepare('SELECT number, name FROM migrations').all()).toEqual(
      allMigrations.map(({ number, name }) => expect.objectContaining({ number, name })),
    );
    database.close();
  });

  it('numbers its steps from 1 without gaps', () => {
    expect(allMigrations.map(({ number }) => number)).toEqual(allMigrations.map((_, index) => index + 1));
  });

  it('applies only the steps that a file lacks, and keeps its data', async () => {
    const path = `${await tempFolder()}/hoist.db`;
    const store = await openStore({ url: `sqlite:${path}` });
    const reader = await openTestLog(store, 'a');
    await commitParts(store, reader, { x: 1 });
    reader.close();
    await store.close();
    const next = {
      number: allMigrations.length + 1,
      name: 'next',
      sql: 'CREATE TABLE more (id TEXT) STRICT',
    };
    const connection = await openConnection(path, 1_000);
    await migrate(connection, [...allMigrations, next]);
    const newest = connection.database.prepare('SELECT max(number) AS number FROM migrations').get();
    expect(newest?.['number']).toBe(next.number);
    expect(connection.database.prepare('SELECT count(*) AS count FROM versions').get()?.['count']).toBe(1);
    connection.close();
  });

  it('finds versions of older builds by their parts, and those that such a build still commits', async () => {
    const path = `${await tempFolder()}/hoist.db`;
    const connection = await openConnection(path, 1_000);
    await migrate(connection, allMigrations.slice(0, 2));
    const records: VersionRecord[] = [];
    let state = emptyLogState('a', sha256);
    for (const [set, removed] of [
      [['x', 'y'], []],
      [['y'], ['x']],
      [['x'], []],
    ] as const) {
      const parts = set.map((partKey): [string, string] => [partKey, sha256(`${partKey} ${records.length}`)]);
      const change = { set: parts, removed: [...removed], idempotencyKey: `${records.length}`, ...note };
      const next = nextVersion(state, change, sha256);
      records.push(next.record);
      state = next.state;
    }
    const append = ({ log, version, epoch, idempotencyKey, ...rest }: VersionRecord) =>
      connection.database
        .prepare(queries.append)
        .run(
          log,
          version,
          epoch,
          idempotencyKey,
          canonicalize({ log, version, epoch, idempotencyKey, ...rest }),
        );
    records.slice(0, 2).forEach(append);
    const store = await openStore({ url: `sqlite:${path}` });
    onTestFinished(() => store.close());
    append(records[2]!);
    connection.close();
    const query = { log: 'a', order: 'oldest-first', limit: 9 } as const;
    expect(await store.find({ ...query, marks: ['x'] })).toEqual(records);
    expect(await store.find({ ...query, marks: ['y'] })).toEqual(records.slice(0, 2));
  });

  it('leaves a file as it was when a step fails', async () => {
    const path = `${await tempFolder()}/hoist.db`;
    await (await openStore({ url: `sqlite:${path}` })).close();
    const before = schemaOf(path);
    const broken = {
      number: allMigrations.length + 1,
      name: 'broken',
      sql: 'CREATE TABLE more (id TEXT) STRICT; CREATE NONSENSE',
    };
    const connection = await openConnection(path, 1_000);
    await expect(migrate(connection, [...allMigrations, broken])).rejects.toThrow('syntax error');
    connection.close();
    expect(schemaOf(path)).toEqual(before);
  });

  it('refuses a file of a newer Hoist and changes nothing', async () => {
    const path = `${await tempFolder()}/hoist.db`;
    await (await openStore({ url: `sqlite:${path}` })).close();
    const database = new DatabaseSync(path);
    database.exec(`INSERT INTO migrations VALUES (${allMigrations.length + 7}, 'later')`);
    database.close();
    const bytes = await readFile(path);
    const opening = openStore({ url: `sqlite:${path}` });
    await expect(opening).rejects.toThrow(StoreDamagedError);
    await expect(opening).rejects.toThrow(/was written by a newer Hoist \(schema \d+; this one knows \d+\)/);
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });

  it("refuses another program's database and changes nothing", async () => {
    const path = `${await tempFolder()}/other.db`;
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE theirs (id TEXT)');
    database.close();
    await copyFile(path, `${path}.copy`);
    await expect(openStore({ url: `sqlite:${path}` })).rejects.toThrow("is another program's database");
    expect((await readFile(path)).equals(await readFile(`${path}.copy`))).toBe(true);
  });

  it('is left to the admin: a file with an older schema is refused to others, and not changed', async () => {
    const path = `${await tempFolder()}/hoist.db`;
    await (await openStore({ url: `sqlite:${path}` })).close();
    const bytes = await readFile(path);
    const next = { number: allMigrations.length + 1, name: 'next', sql: 'CREATE TABLE more (id TEXT)' };
    const connection = await openConnection(path, 1_000);
    const opening = requireSchema(connection, [...allMigrations, next]);
    await expect(opening).rejects.toThrow(StoreUnavailableError);
    await expect(opening).rejects.toThrow(
      `The store at '${path}' has schema ${allMigrations.length}, and this Hoist needs ${next.number}. Update`,
    );
    connection.close();
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });

  it('is safe when many processes open a new file at once', async () => {
    const url = `sqlite:${await tempFolder()}/deep/er/hoist.db`;
    const script = new URL('../testing/open-worker.ts', import.meta.url);
    const workers = Array.from({ length: 6 }, () => startWorker(script, url));
    for (const worker of workers) expect(await worker.ended, worker.stderr).toBe(0);
    const store = await openTestStore(url);
    expect(await store.read('opened', 0, 100)).toHaveLength(6);
  });
});
