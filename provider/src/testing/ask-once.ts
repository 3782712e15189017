import { OpenFeature } from '@openfeature/server-sdk';
import { HoistProvider } from '../server/index.ts';

// An app that asks once and closes nothing.
const [url = '', key = ''] = process.argv.slice(2);
await OpenFeature.setProviderAndWait(new HoistProvider({ url, key }));
process.stdout.write(`${await OpenFeature.getClient().getBooleanValue('on', false)}\n`);
