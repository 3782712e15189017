import { openStore } from '../open-store.ts';

/**
 * A worker process that watches the store named by its first argument, and replies to each message with the number of
 * change signals so far.
 */
const [url = ''] = process.argv.slice(2);
const store = await openStore({ url });
let signals = 0;
store.watch(() => signals++);
process.on('message', () => process.send?.(signals));
process.send?.('watching');
