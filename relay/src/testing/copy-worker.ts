import { randomUUID } from 'node:crypto';
import { commit, openLog, openStore } from '@hoist/store';
import { pino } from 'pino';
import { LastKnownGood } from '../sync/last-known-good.ts';
import { Problems } from '../management/problems.ts';

/**
 * A worker process that commits to a log and writes its copy to disk until it is killed. It sends each version whose
 * copy is complete.
 */
const [url = '', dataDir = ''] = process.argv.slice(2);
const store = await openStore({ url });
const log = await openLog(store, 'environment/dev');
const lastKnownGood = new LastKnownGood(dataDir, new Problems(pino({ level: 'silent' })), (written) =>
  process.send?.(written.version),
);
const keep = lastKnownGood.keep(log, undefined);
for (let round = 0; ; round++) {
  await commit(store, log, {
    idempotencyKey: randomUUID(),
    kind: 'edited',
    who: { kind: 'person', id: 'test', name: 'Test' },
    when: new Date().toISOString(),
    comment: null,
    build: () => ({
      set: new Map([[`flag/${round % 200}`, { round, filling: 'x'.repeat(2_000) }]]),
      removed: [],
      said: 'changed it',
    }),
  });
  keep(log.view);
}
