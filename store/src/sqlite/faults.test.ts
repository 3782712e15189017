import { execFileSync } from 'node:child_process';
import {
  chmod,
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StoreDamagedError, StoreUnavailableError } from '../errors.ts';
import { openLog } from '../log/open-log.ts';
import { verifyLog } from '../log/verify-log.ts';
import { openStore } from '../open-store.ts';
import { startLockHolder } from '../testing/lock-holder.ts';
import { openTempConnection } from '../testing/test-connection.ts';
import { commitParts, openTestLog, openTestStore, tempFolder } from '../testing/test-store.ts';
import { createSqliteStore } from './open-sqlite.ts';

/** What opening a store says in a process that may not write everywhere, as root may: root drops that privilege first. */
function openUnprivileged(url: string): string {
  const script = fileURLToPath(new URL('../testing/open-and-say.ts', import.meta.url));
  const drop = process.getuid?.() === 0 ? ['setpriv', '--inh-caps=-all', '--bounding-set=-all'] : [];
  const [command = '', ...input] = [...drop, process.execPath, script, url];
  return execFileSync(command, input, { encoding: 'utf8' }).trim();
}

async function makeStoreFile() {
  const folder = await tempFolder();
  const path = `${folder}/hoist.db`;
  const store = await openStore({ url: `sqlite:${path}` });
  const reader = await openLog(store, 'a');
  for (let n = 0; n < 50; n++) await commitParts(store, reader, { [`part/${n}`]: `${n} `.repeat(1_000) });
  reader.close();
  await store.close();
  return { folder, path, url: `sqlite:${path}` };
}

async function overwrite(path: string, at: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, at);
  await file.close();
}

describe('a folder or file that cannot be written', () => {
  it('is said to be so, by its name', async () => {
    const { folder, path, url } = await makeStoreFile();
    await chmod(path, 0o444);
    expect(openUnprivileged(url)).toBe(
      `StoreUnavailableError: '${path}' is read-only. Make it writable for this user.`,
    );
    onTestFinished(() => chmod(folder, 0o755));
    await chmod(folder, 0o555);
    const wanted = `StoreUnavailableError: The folder '${folder}' is not writable. Make it writable for this user,`;
    expect(openUnprivileged(url)).toContain(wanted);
    expect(openUnprivileged(`sqlite:${folder}/new/hoist.db`)).toContain(
      `The folder '${folder}/new' is not writable.`,
    );
  });

  it('is made when it is only missing', async () => {
    const folder = await tempFolder();
    await openTestStore(`sqlite:${folder}/a/b/c/hoist.db`);
    expect((await stat(`${folder}/a/b/c/hoist.db`)).isFile()).toBe(true);
  });

  it('is readable for its owner only, and so is what SQLite puts beside it', async () => {
    const { folder, url } = await makeStoreFile();
    const store = await openStore({ url });
    onTestFinished(() => store.close());
    for (const name of await readdir(folder)) {
      expect([name, (await stat(`${folder}/${name}`)).mode & 0o077]).toEqual([name, 0]);
    }
  });

  it('is refused when a folder has the name', async () => {
    const folder = await tempFolder();
    await mkdir(`${folder}/hoist.db`);
    await expect(openStore({ url: `sqlite:${folder}/hoist.db` })).rejects.toThrow(
      /hoist\.db' cannot be opened/,
    );
    await writeFile(`${folder}/file`, '');
    await expect(openStore({ url: `sqlite:${folder}/file/hoist.db` })).rejects.toThrow(StoreUnavailableError);
  });
});

describe('a file that another process has locked', () => {
  it('can be opened and read; a commit says what to look for, and goes through later', async () => {
    const { path, url } = await makeStoreFile();
    const release = await startLockHolder(path);
    const store = await openTestStore(url, 200);
    const reader = await openTestLog(store, 'a');
    expect(reader.state.version).toBe(50);
    const refused = commitParts(store, reader, { x: 1 });
    await expect(refused).rejects.toThrow(StoreUnavailableError);
    await expect(refused).rejects.toThrow(
      `Another process has held the lock of '${path}' for more than 0.2 s: nothing was saved. Look for it with: fuser '${path}'`,
    );
    await release();
    expect((await commitParts(store, reader, { x: 1 })).outcome).toBe('committed');
  });
});

describe('a file that others lock in turn', () => {
  it('is said to be busy, and of no process that it holds the lock', async () => {
    const { path, url } = await makeStoreFile();
    const store = await openTestStore(url, 300);
    const reader = await openTestLog(store, 'a');
    const others = new DatabaseSync(path);
    others.exec('CREATE TABLE busy (at INTEGER); BEGIN IMMEDIATE');
    // In one tick, so that no commit of ours comes between two of theirs.
    const next = () => others.exec('INSERT INTO busy VALUES (1); COMMIT; BEGIN IMMEDIATE');
    const timer = setInterval(next, 50);
    await expect(commitParts(store, reader, { x: 1 })).rejects.toThrow(
      `Others kept writing to '${path}', one after another, for 0.3 s: nothing was saved. Try again.`,
    );
    clearInterval(timer);
    others.close();
    expect((await commitParts(store, reader, { x: 1 })).outcome).toBe('committed');
  });
});

describe('a file that is replaced while it is open', () => {
  it.each([
    ['moved away', (path: string) => rename(path, `${path}.old`)],
    ['removed', (path: string) => rm(path)],
    [
      'replaced by a copy',
      (path: string) => copyFile(path, `${path}.copy`).then(() => rename(`${path}.copy`, path)),
    ],
  ])('is neither read nor written any more: %s', async (_, replace) => {
    const { path, url } = await makeStoreFile();
    const store = await openTestStore(url);
    const reader = await openTestLog(store, 'a');
    expect(store.whyLost()).toBeUndefined();
    await replace(path);
    const sentence = `'${path}' is not the file any more that was opened: it was replaced, moved or removed.`;
    await expect(commitParts(store, reader, { x: 1 })).rejects.toThrow(sentence);
    await expect(store.heads()).rejects.toThrow(StoreUnavailableError);
    expect(store.whyLost()).toContain(sentence);
    expect(reader.value('part/7')).toBe('7 '.repeat(1_000));
  });
});

describe('a full disk', () => {
  it('refuses a commit in words, keeps all that was committed, and goes on when there is room', async () => {
    const connection = await openTempConnection();
    const store = createSqliteStore(connection);
    const reader = await openTestLog(store, 'a');
    await commitParts(store, reader, { x: 1 });
    const pages = Number(connection.database.prepare('PRAGMA page_count').get()?.['page_count']);
    connection.database.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const big = commitParts(store, reader, { big: 'x'.repeat(100_000) });
    await expect(big).rejects.toThrow(StoreUnavailableError);
    await expect(big).rejects.toThrow(
      /^The disk of '.*' is full: nothing was saved\. Free some space and try again\.$/,
    );
    expect(await verifyLog(store, 'a')).toEqual({ log: 'a', version: 1, problems: [] });
    connection.database.exec('PRAGMA max_page_count = 1000000');
    expect((await commitParts(store, reader, { big: 'x'.repeat(100_000) })).outcome).toBe('committed');
    await store.close();
  });

  it('is said to be full in words on a small disk of its own', async () => {
    const folder = await tempFolder();
    try {
      execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder], { stdio: 'ignore' });
    } catch {
      console.warn('Not run: a test may not mount a small disk here (that takes root).');
      return;
    }
    onTestFinished(() => void execFileSync('/bin/umount', ['--lazy', folder]));
    const store = await openTestStore(`sqlite:${folder}/hoist.db`);
    const reader = await openTestLog(store, 'a');
    let failure: unknown;
    let committed = 0;
    for (let n = 0; failure === undefined && n < 100; n++) {
      await commitParts(store, reader, { [`part/${n}`]: `${n} `.repeat(20_000) }).then(
        () => committed++,
        (error: unknown) => (failure = error),
      );
    }
    expect(failure).toBeInstanceOf(StoreUnavailableError);
    expect(String(failure)).toMatch(/is full: nothing was saved|cannot be read or written/);
    expect(await verifyLog(store, 'a')).toEqual({ log: 'a', version: committed, problems: [] });
  });
});

describe('a damaged file', () => {
  it('is refused when it is no database', async () => {
    const path = `${await tempFolder()}/hoist.db`;
    await writeFile(path, 'These are my notes. '.repeat(500));
    const opening = openStore({ url: `sqlite:${path}` });
    await expect(opening).rejects.toThrow(StoreDamagedError);
    await expect(opening).rejects.toThrow(`'${path}' is not a SQLite database`);
    expect(String(await readFile(path))).toBe('These are my notes. '.repeat(500));
  });

  it('is refused when its header was overwritten', async () => {
    const { path, url } = await makeStoreFile();
    await overwrite(path, 0, new Uint8Array(100).fill(0xff));
    await expect(openStore({ url })).rejects.toThrow(StoreDamagedError);
  });

  it('is refused when it was cut off', async () => {
    const { path, url } = await makeStoreFile();
    const file = await open(path, 'r+');
    await file.truncate(8 * 4_096);
    await file.close();
    await expect(openStore({ url }).then((store) => openLog(store, 'a'))).rejects.toThrow(StoreDamagedError);
  });

  it.each([0, 0xff, 0x5a])(
    'never gives altered data, whichever page is overwritten with %i',
    async (byte) => {
      const { path, url } = await makeStoreFile();
      const whole = await readFile(path);
      const store = await openStore({ url });
      const good = await openLog(store, 'a');
      const state = good.state;
      good.close();
      await store.close();
      let refused = 0;
      for (let page = 1; page < whole.length / 4_096; page += 5) {
        await writeFile(path, whole);
        await overwrite(path, page * 4_096, new Uint8Array(4_096).fill(byte));
        refused += await readOrRefuse(url, state);
      }
      expect(refused).toBeGreaterThan(0);
    },
  );
});

/** 1 when the store says that it is damaged, 0 when the damage is where this log does not look. */
async function readOrRefuse(url: string, state: object): Promise<number> {
  let store;
  try {
    store = await openStore({ url });
    const reader = await openLog(store, 'a');
    expect(reader.state).toEqual(state);
    expect(reader.value('part/7')).toBe('7 '.repeat(1_000));
    reader.close();
    return 0;
  } catch (error) {
    expect(error).toBeInstanceOf(StoreDamagedError);
    return 1;
  } finally {
    await store?.close();
  }
}
