import { setTimeout as sleep } from 'node:timers/promises';
import { OpenFeature } from '@openfeature/server-sdk';
import { HoistProvider } from '../server/index.ts';

// An app that evaluates for some seconds, ends cleanly, and says how often it asked.
const [url = '', key = '', milliseconds = '', name = ''] = process.argv.slice(2);
const provider = new HoistProvider({ url, key, app: name, pollInterval: 200, initTimeout: 10_000 });
await OpenFeature.setProviderAndWait(provider);
const client = OpenFeature.getClient();
const end = Date.now() + Number(milliseconds);
let asked = 0;
while (Date.now() < end) {
  for (let times = 0; times < 20; times++) {
    await client.getBooleanValue(times % 2 === 0 ? 'on' : 'half', false, { targetingKey: `person-${asked}` });
    asked++;
  }
  await sleep(5);
}
process.once('message', () => {
  void OpenFeature.close().then(() => {
    process.send?.(asked);
    process.disconnect();
  });
});
process.send?.('done');
