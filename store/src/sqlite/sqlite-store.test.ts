import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStore } from '../contract/index.ts';
import { startLockHolder } from '../testing/lock-holder.ts';

describeStore('sqlite', {
  fresh: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hoist-contract-'));
    return { url: `sqlite:${folder}/hoist.db`, remove: () => rm(folder, { recursive: true, force: true }) };
  },
  holdLock: (url) => startLockHolder(url.slice('sqlite:'.length)),
});
