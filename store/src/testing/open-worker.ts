import { commit } from '../log/commit.ts';
import { openLog } from '../log/open-log.ts';
import { openStore } from '../open-store.ts';

/** A worker process that opens the store named by its first argument, commits a version that says so, and exits. */
const [url = ''] = process.argv.slice(2);
const store = await openStore({ url });
const reader = await openLog(store, 'opened');
const name = String(process.pid);
await commit(store, reader, {
  idempotencyKey: name,
  kind: 'edited',
  who: { kind: 'hoist', id: name, name },
  when: new Date().toISOString(),
  comment: null,
  build: () => ({ set: new Map([[name, true]]), removed: [], said: 'opened it' }),
});
reader.close();
await store.close();
process.disconnect();
