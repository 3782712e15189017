import { copyFile, rename } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from './open-store.ts';
import { ReopenableStore } from './reopenable-store.ts';
import { commitParts, openTestLog, openTestStore, tempFolder } from './testing/test-store.ts';

/** A store in a file, and what puts another file in its place. */
async function openFile() {
  const path = `${await tempFolder()}/hoist.db`;
  const url = `sqlite:${path}`;
  await openTestStore(url).then((store) => store.close());
  const store = await ReopenableStore.open(() => openStore({ url, migrate: false }));
  onTestFinished(() => store.close());
  const exchange = async () => {
    await copyFile(path, `${path}.copy`);
    await rename(`${path}.copy`, path);
  };
  return { path, url, store, exchange };
}

it('is read and watched on by whoever did so when it is opened anew', async () => {
  const { url, store, exchange } = await openFile();
  const reader = await openTestLog(store, 'a');
  let [heard, unheard] = [0, 0];
  store.watch(() => heard++);
  const stop = store.watch(() => unheard++);
  await exchange();
  expect(store.whyLost()).toContain('is not the file any more');
  await store.reopen();
  expect([store.whyLost(), heard, unheard]).toEqual([undefined, 1, 1]);
  stop();
  const other = await openTestStore(url);
  await commitParts(other, await openTestLog(other, 'a'), { x: 1 });
  await expect.poll(() => reader.value('x')).toBe(1);
  expect([heard > 1, unheard]).toEqual([true, 1]);
});

it('keeps the store before when there is none to open, and uses it again if it comes back', async () => {
  const { path, store } = await openFile();
  await rename(path, `${path}.old`);
  await expect(store.reopen()).rejects.toThrow(`There is no store at '${path}'.`);
  expect(store.whyLost()).toContain('is not the file any more');
  await rename(`${path}.old`, path);
  expect([store.whyLost(), await store.heads()]).toEqual([undefined, []]);
});
