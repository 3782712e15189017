import { launchBrowser } from './browser.ts';

/** Starts one browser for all browser tests of a run, which reach it by a variable; returns what ends it. */
export default async function shareBrowser(): Promise<() => Promise<void>> {
  const server = await launchBrowser();
  if (!server) return () => Promise.resolve();
  // Workers come after this and take it over.
  process.env['HOIST_TEST_BROWSER'] = server.wsEndpoint();
  return () => server.close();
}
