import { openStore } from '../open-store.ts';

/**
 * A worker process that opens and closes the store of each URL it receives, and replies with `opened` or the error.
 */
process.on('message', (url: string) => {
  const opened = openStore({ url }).then((store) => store.close());
  void opened.then(() => 'opened', String).then((answer) => process.send?.(answer));
});
process.send?.('ready');
