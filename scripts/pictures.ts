import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../admin/e2e/browser.ts';
import { RunningHoist } from '../admin/e2e/running-hoist.ts';
import { findBrowser } from './find-browser.ts';
import { takePictures } from './pictures/take-pictures.ts';
import { buildAdmin } from './start/build-admin.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs', 'pictures');
const chromium = findBrowser();

if (!chromium) {
  process.stderr.write(
    'No Chromium was found. Install it (Debian: apt-get install chromium), or name it in CHROMIUM.\n',
  );
  process.exit(1);
}
process.env['CHROMIUM'] = chromium;
mkdirSync(folder, { recursive: true });
const problem = await buildAdmin(root);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
const hoist = await RunningHoist.start();
const browser = await openBrowser();
try {
  const count = await takePictures({ hoist, browser, folder, only: process.argv.slice(2) });
  process.stdout.write(`${count} pictures are in docs/pictures\n`);
} finally {
  await browser.close();
  await hoist.stop();
}
