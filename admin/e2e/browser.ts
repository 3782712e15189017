import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const quiet = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/** The Chromium that `CHROMIUM` names: the test command finds one, or says loudly that there is none. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'];
  if (!executablePath)
    throw new Error('Name a Chromium in CHROMIUM, or run the tests by npm test, which looks for one.');
  return chromium.launch({ executablePath, args: quiet });
}
