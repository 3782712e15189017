import { openStore } from '../open-store.ts';

/** A process that opens the store named by its first argument and prints `opened` or the error. */
const [url = ''] = process.argv.slice(2);
try {
  const store = await openStore({ url });
  await store.close();
  console.log('opened');
} catch (error) {
  console.log(String(error));
}
