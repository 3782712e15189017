import { chromium } from 'playwright-core';
import type { Browser, BrowserServer } from 'playwright-core';

const quiet = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/**
 * The Chromium that `CHROMIUM` names: the test command finds one, or says loudly that there is none. Where the run shares
 * one, this connects to it, and `close` ends what was opened by this connection alone.
 */
export function openBrowser(): Promise<Browser> {
  const shared = process.env['HOIST_TEST_BROWSER'];
  if (shared) return chromium.connect(shared);
  const executablePath = process.env['CHROMIUM'];
  if (!executablePath)
    throw new Error('Name a Chromium in CHROMIUM, or run the tests by npm test, which looks for one.');
  return chromium.launch({ executablePath, args: quiet });
}

/** A Chromium that others connect to; undefined where `CHROMIUM` names none. */
export async function launchBrowser(): Promise<BrowserServer | undefined> {
  const executablePath = process.env['CHROMIUM'];
  return executablePath ? chromium.launchServer({ executablePath, args: quiet }) : undefined;
}
