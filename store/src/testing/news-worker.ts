import { openStore } from '../open-store.ts';

/** Watches the store of the first argument, counts news, and answers each message with how many there were. */
const [url = ''] = process.argv.slice(2);
const store = await openStore({ url });
let news = 0;
store.watch(() => news++);
process.on('message', () => process.send?.(news));
process.send?.('watching');
