import { openStore } from '../open-store.ts';

/** Opens each store whose URL it is sent, closes it, and answers `opened` or what was wrong. */
process.on('message', (url: string) => {
  const opened = openStore({ url }).then((store) => store.close());
  void opened.then(() => 'opened', String).then((answer) => process.send?.(answer));
});
process.send?.('ready');
