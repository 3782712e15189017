import type { Browser, Response } from 'playwright-core';
import { open } from './looks.ts';
import type { RunningHoist } from './running-hoist.ts';
import { signInPage } from './session.ts';

/** The scripts that a page loads before anybody touches it, with an empty cache: their texts, and their bytes as they are sent. */
export async function readScripts(
  browser: Browser,
  hoist: RunningHoist,
  path: string,
): Promise<{ readonly texts: readonly string[]; readonly bytes: number }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInPage(page, hoist);
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response);
  });
  await open(page, hoist.adminUrl + path);
  await page.waitForLoadState('networkidle');
  const texts = await Promise.all(scripts.map((response) => response.text()));
  const sizes = await Promise.all(scripts.map((response) => response.request().sizes()));
  await context.close();
  return { texts, bytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0) };
}
