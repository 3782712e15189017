import { openLog } from '../log/open-log.ts';
import { openStore } from '../open-store.ts';
import { commitPart } from './commit-part.ts';
import type { PartToCommit } from './commit-part.ts';

/** A worker process that commits each part it receives, in order, and replies with the outcome. */
const [url = ''] = process.argv.slice(2);
const store = await openStore({ url });
process.on('message', (message: PartToCommit & { readonly log: string }) => void run(message));
process.send?.('ready');

async function run({ log, ...part }: PartToCommit & { readonly log: string }): Promise<void> {
  const reader = await openLog(store, log);
  const { outcome } = await commitPart(store, reader, part);
  reader.close();
  process.send?.({ idempotencyKey: part.idempotencyKey, outcome });
}
