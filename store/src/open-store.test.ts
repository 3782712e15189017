import { stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openStore } from './open-store.ts';
import { openTestStore, tempFolder } from './testing/test-store.ts';

describe('openStore', () => {
  it('opens a file by its path, with or without slashes of a URL', async () => {
    const folder = await tempFolder();
    await openTestStore(`sqlite:${folder}/one.db`);
    await openTestStore(`sqlite://${folder}/two.db`);
    expect([(await stat(`${folder}/one.db`)).isFile(), (await stat(`${folder}/two.db`)).isFile()]).toEqual([
      true,
      true,
    ]);
  });

  it.each(['', 'sqlite:', 'sqlite::memory:', 'postgres://x', './hoist.db'])('refuses %j', async (url) => {
    await expect(openStore({ url })).rejects.toThrow('HOIST_STORE_URL names no store');
  });
});
