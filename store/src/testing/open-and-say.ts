import { openStore } from '../open-store.ts';

/** Opens the store of the first argument and prints what came of it. */
const [url = ''] = process.argv.slice(2);
try {
  const store = await openStore({ url });
  await store.close();
  console.log('opened');
} catch (error) {
  console.log(String(error));
}
