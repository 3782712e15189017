import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describeStore } from '../contract/index.ts';
import { startLockHolder } from '../testing/lock-holder.ts';

const pathOf = (url: string) => url.slice('sqlite:'.length);

describeStore('sqlite', {
  fresh: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hoist-contract-'));
    return { url: `sqlite:${folder}/hoist.db`, remove: () => rm(folder, { recursive: true, force: true }) };
  },
  contents: async (url) => (await readdir(dirname(pathOf(url)))).toSorted(),
  holdLock: (url) => startLockHolder(pathOf(url)),
});
