import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { captureLog } from '../logging/testing-log.ts';
import { readAdminConfig } from './config.ts';
import { StartingAdmin } from './starting-admin.ts';

/** An admin whose store lies in a folder that is a file so far: it cannot be made there. */
function startWithoutStore() {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-starting-'));
  const place = join(folder, 'store');
  writeFileSync(place, '');
  const said = captureLog();
  const starting = new StartingAdmin(
    readAdminConfig({ HOIST_STORE_URL: `sqlite:${join(place, 'hoist.db')}`, HOIST_DATA_DIR: folder }),
  );
  onTestFinished(async () => {
    await starting.close();
    said.restore();
    rmSync(folder, { recursive: true });
  });
  return { starting, place, said };
}

describe('an admin whose store cannot be opened', () => {
  it('says why, once, goes on trying, and opens when it can', async () => {
    const { starting, place, said } = startWithoutStore();
    await vi.waitFor(
      () => expect(starting.problem).toContain(`The folder '${place}' is not writable.`),
      20_000,
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(starting.admin).toBeUndefined();
    expect(said.lines).toHaveLength(1);
    rmSync(place);
    const admin = await starting.opened;
    expect(admin?.setUpUrl).toMatch(/\/setup\?token=/);
    expect(starting).toMatchObject({ admin, problem: undefined });
  });

  it('gives up when it is closed', async () => {
    const { starting } = startWithoutStore();
    await vi.waitFor(() => expect(starting.problem).toBeDefined(), 20_000);
    await starting.close();
    expect(await starting.opened).toBeUndefined();
  });

  it.each([
    ['mongodb://127.0.0.1:1/hoist?nonsense=1', 'HOIST_STORE_URL cannot be read'],
    ['sqlite::memory:', 'HOIST_STORE_URL names no store'],
    ['sqlite:FOLDER/notes', 'is not a SQLite database'],
  ])('is refused for good where trying again mends nothing: %s', async (url, why) => {
    const folder = mkdtempSync(join(tmpdir(), 'hoist-starting-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'notes'), 'These are my notes. '.repeat(500));
    const config = readAdminConfig({
      HOIST_STORE_URL: url.replace('FOLDER', folder),
      HOIST_DATA_DIR: folder,
    });
    await expect(new StartingAdmin(config).opened).rejects.toThrow(why);
  });
});
