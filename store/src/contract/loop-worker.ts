import { openLog } from '../log/open-log.ts';
import { openStore } from '../open-store.ts';
import { commitPart } from './commit-part.ts';

/**
 * A worker process that commits to a log until it is killed, and sends the idempotency key of each commit once it was
 * acknowledged.
 */
const [url = '', log = ''] = process.argv.slice(2);
const store = await openStore({ url });
const reader = await openLog(store, log);
process.send?.('ready');
for (let n = 1; ; n++) {
  const idempotencyKey = `act ${n}`;
  await commitPart(store, reader, { idempotencyKey, partKey: `part/${n % 10}`, value: { n } });
  process.send?.(idempotencyKey);
}
