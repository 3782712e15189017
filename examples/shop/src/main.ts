import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HoistProvider } from '@hoist/provider/server';
import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { build } from 'vite';
import { createHoistApi } from './hoist-api.ts';
import { readSavedKeys, saveKeys } from './saved-keys.ts';
import { setUpShop } from './set-up.ts';

const folder = join(import.meta.dirname, '..');
const adminUrl =
  process.env['HOIST_PUBLIC_URL'] || `http://localhost:${process.env['HOIST_ADMIN_PORT'] || 3000}`;
const relayUrl =
  process.env['HOIST_RELAY_PUBLIC_URL'] || `http://localhost:${process.env['HOIST_RELAY_PORT'] || 8080}`;
const dataDir = process.env['HOIST_DATA_DIR'] || join(folder, '..', '..', 'data');
const port = Number(process.env['SHOP_PORT'] || 4000);
const environment = 'dev';

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const keys = await findKeys();
  const page = await bundlePage();

  // What an app does, all of it: name a provider, and ask.
  await OpenFeature.setProviderAndWait(
    new HoistProvider({ url: relayUrl, key: keys.server, app: 'example-shop' }),
  );
  const flags = OpenFeature.getClient();

  const listeners = new Set<() => void>();
  flags.addHandler(ProviderEvents.ConfigurationChanged, () => {
    for (const tell of listeners) tell();
  });
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop');
    const person = { targetingKey: searchParams.get('id') ?? 'guest', member: searchParams.has('member') };
    if (pathname === '/cart') {
      const free = await flags.getBooleanValue('free-shipping', false, person);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ shipping: free ? 0 : 4.9 }));
    } else if (pathname === '/changes') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
      response.write('data: hello\n\n');
      const tell = () => response.write('data: changed\n\n');
      listeners.add(tell);
      request.on('close', () => listeners.delete(tell));
    } else if (pathname === '/page.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(page.script);
    } else if (pathname === '/settings.json') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ relayUrl, clientKey: keys.client }));
    } else {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page.html);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', () =>
      reject(new Error(`Port ${port} is taken. Choose another: SHOP_PORT=${port + 1} npm run example`)),
    );
    server.listen(port, resolve);
  });
  const address = server.address();
  const open = typeof address === 'object' && address ? address.port : port;
  process.stdout.write(`\n  Shop    http://localhost:${open}\n`);
  process.stdout.write(`  Switch  ${adminUrl}/flags/free-shipping?env=${environment}\n`);
  process.stdout.write(
    `          ${adminUrl}/flags/shop-headline?env=${environment}\n\n  Ctrl-C ends the shop.\n`,
  );
  const end = async () => {
    server.closeAllConnections();
    server.close();
    await OpenFeature.close();
    process.exit(0);
  };
  process.once('SIGINT', () => void end());
  process.once('SIGTERM', () => void end());
}

async function findKeys() {
  const path = join(dataDir, 'example-shop-keys.json');
  const saved = await readSavedKeys(path, relayUrl);
  const token = process.env['HOIST_BOOTSTRAP_TOKEN'] ?? (await readToken());
  const api = createHoistApi(adminUrl, token);
  try {
    if (saved && (await api.send('GET', '/flags/shop-headline'))) return saved;
    const keys = await setUpShop(api, environment);
    await saveKeys(path, keys);
    return keys;
  } catch (error) {
    if (error instanceof TypeError)
      throw new Error(`Hoist does not answer at ${adminUrl}. Start it first: npm start`);
    throw error;
  }
}

async function readToken(): Promise<string> {
  try {
    return (await readFile(join(dataDir, 'bootstrap-token'), 'utf8')).trim();
  } catch {
    throw new Error(
      `There is no token in ${dataDir}. Start Hoist first: npm start. Or name one in HOIST_BOOTSTRAP_TOKEN.`,
    );
  }
}

/** The page's script with the OpenFeature web SDK in it, in memory. */
async function bundlePage(): Promise<{ readonly html: string; readonly script: string }> {
  const built = await build({
    root: join(folder, 'page'),
    logLevel: 'error',
    configFile: false,
    build: { write: false, lib: { entry: 'page.ts', formats: ['es'], fileName: 'page' } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const chunk = outputs
    .flatMap((each) => ('output' in each ? each.output : []))
    .find((each) => each.type === 'chunk');
  return { html: await readFile(join(folder, 'page', 'index.html'), 'utf8'), script: chunk?.code ?? '' };
}
