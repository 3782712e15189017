import { rm } from 'node:fs/promises';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startWorker } from '../contract/worker.ts';
import { tempFolder } from '../testing/test-store.ts';
import { openConnection } from './connection.ts';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { isLocked } from './error.ts';

const openers = 10;
/** `npm run deep -- openers` takes 2,100. */
const rounds = Number(process.env['HOIST_DEEP_ROUNDS'] ?? 12);

/** Has `meanwhile` run after each row that a statement of the database yields, as another process may at any time. */
function interleave(database: DatabaseSync, meanwhile: () => void): void {
  const prepare = database.prepare.bind(database);
  database.prepare = (sql) => {
    const statement = prepare(sql);
    const get = () => StatementSync.prototype.get.call(statement, {});
    statement.get = () => {
      const row = get();
      meanwhile();
      return row;
    };
    return statement;
  };
}

/** What another opener does, in one transaction; false while it has to wait for its turn. */
function makeStore(path: string): boolean {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('BEGIN IMMEDIATE; PRAGMA application_id = 0x486f6973');
    database.exec('CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT');
    for (const { sql, number, name } of allMigrations) {
      database.exec(sql);
      database.prepare('INSERT INTO migrations (number, name) VALUES (?, ?)').run(number, name);
    }
    database.exec('COMMIT');
    return true;
  } catch (error) {
    if (isLocked(error)) return false;
    throw error;
  } finally {
    database.close();
  }
}

describe('several processes that open a new file at once', () => {
  it('each find it empty or made, never half of both, whenever another makes it', async () => {
    const path = `${await tempFolder()}/hoist.db`;
    const connection = await openConnection(path, 1_000);
    onTestFinished(() => connection.close());
    let tries = 0;
    let made = false;
    interleave(connection.database, () => {
      tries++;
      made ||= makeStore(path);
    });
    await migrate(connection, allMigrations);
    expect(tries).toBeGreaterThan(1);
    const schema = connection.database.prepare('SELECT count(*) AS steps FROM migrations').get();
    expect(schema?.['steps']).toBe(allMigrations.length);
  });

  it(
    `all open it, ${openers} in each of ${rounds} rounds`,
    { timeout: 60_000 + rounds * 2_000 },
    async () => {
      const folder = await tempFolder();
      const script = new URL('../testing/opening-worker.ts', import.meta.url);
      const crew = Array.from({ length: openers }, () => startWorker(script));
      await Promise.all(crew.map((worker) => worker.receive()));
      const refused: string[] = [];
      for (let round = 0; round < rounds; round++) {
        for (const worker of crew) worker.send(`sqlite:${folder}/${round}/hoist.db`);
        const answers = await Promise.all(crew.map((worker) => worker.receive<string>()));
        refused.push(...answers.filter((answer) => answer !== 'opened'));
        await rm(`${folder}/${round}`, { recursive: true });
      }
      expect(refused).toEqual([]);
    },
  );
});
