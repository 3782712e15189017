import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { commitParts, openTestLog, openTestStore, tempFolder } from '../testing/test-store.ts';
import { verifyLog } from './verify-log.ts';

async function makeLog() {
  const path = `${await tempFolder()}/hoist.db`;
  const store = await openTestStore(`sqlite:${path}`);
  const reader = await openTestLog(store, 'a');
  for (let n = 1; n <= 5; n++) await commitParts(store, reader, { x: `value ${n}` });
  const alter = (sql: string) => {
    const raw = new DatabaseSync(path);
    raw.exec(sql);
    raw.close();
  };
  return { store, alter };
}

describe('verifyLog', () => {
  it('walks a whole chain', async () => {
    const { store } = await makeLog();
    expect(await verifyLog(store, 'a')).toEqual({ log: 'a', version: 5, problems: [] });
    expect(await verifyLog(store, 'none')).toEqual({ log: 'none', version: 0, problems: [] });
  });

  it('finds an altered record', async () => {
    const { store, alter } = await makeLog();
    alter(`UPDATE versions SET record = replace(record, 'Tester', 'Nobody') WHERE version = 3`);
    const found = await verifyLog(store, 'a');
    expect(found.version).toBe(3);
    expect(found.problems).toEqual([expect.stringMatching(/^The chain breaks at version 4: /)]);
  });

  it('finds a missing record', async () => {
    const { store, alter } = await makeLog();
    alter('DELETE FROM versions WHERE version = 3');
    expect((await verifyLog(store, 'a')).problems).toEqual([
      'The chain breaks at version 4: it does not follow version 2.',
    ]);
  });

  it('finds parts that are missing or altered, though newer versions replaced them', async () => {
    const { store, alter } = await makeLog();
    alter(
      `DELETE FROM parts WHERE text = '"value 2"'; UPDATE parts SET text = '"valve 4"' WHERE text = '"value 4"'`,
    );
    const found = await verifyLog(store, 'a');
    expect(found.version).toBe(5);
    expect(found.problems).toEqual([
      expect.stringMatching(/^'x' of version 2 is missing/),
      expect.stringMatching(/^'x' of version 4 was altered/),
    ]);
  });
});
