import { DatabaseSync, backup } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** While another connection holds the lock, `backup` rejects with errcode 0 and "not an error". */
const busy = 0;
const most = 10_000;

/** Copies an SQLite file over another one, even while that one is open, as SQLite's `.restore` command does. */
export async function copySqlite(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from);
  try {
    for (const deadline = performance.now() + most; ; await sleep(20)) {
      try {
        await backup(source, to);
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
      }
    }
  } finally {
    source.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === busy;
}
