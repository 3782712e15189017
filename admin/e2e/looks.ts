import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Every rule of axe is tried on a desk in light and on a phone in dark. Parts that a phone hides are then tried for contrast
 * on a desk in dark, so that each part is seen in both themes without a third full reading.
 */
const views = [
  { width: 1_440, colorScheme: 'light', rules: 'all' },
  { width: 360, colorScheme: 'dark', rules: 'all' },
  { width: 1_440, colorScheme: 'dark', rules: 'contrast of what a phone hides' },
] as const;

/** Marks the outermost elements that are hidden now. */
const markHidden = `for (const element of document.querySelectorAll('body *')) {
  const isHidden = (each) => !each.checkVisibility({ visibilityProperty: true });
  element.toggleAttribute('data-hidden', isHidden(element) && !isHidden(element.parentElement));
}`;
const hiddenOnPhone = '[data-hidden]';
const listHidden = `[...document.querySelectorAll('[data-hidden]')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .map((element) => element.outerHTML.replaceAll(/ (href|id|for|name|value)="[^"]*"/g, ''))
  .join('')`;
/** What was tried already: most pages have the same menu. */
const tried = new Set<string>();

/** SvelteKit takes over scrolling once a page is hydrated. The policy of a page forbids what `waitForFunction` does. */
const hydration = `new Promise((resolve) => {
  const look = () => (history.scrollRestoration === 'manual' ? resolve() : setTimeout(look, 5));
  look();
})`;

/** Opens a page in a browser with JavaScript, and waits until its own scripts have run: typing before would be lost. */
export async function open(page: Page, address: string): Promise<number> {
  const response = await page.goto(address);
  await page.evaluate<unknown>(hydration);
  return response?.status() ?? 0;
}

/** What must hold for every page: in light and dark, on a phone and on a desk. */
export async function expectGoodLooks(page: Page, name: string): Promise<void> {
  expect(await page.locator('h1').count(), `${name}: headings`).toBe(1);
  const solid = page.locator('.button.primary:visible:not(dialog *)');
  expect(await solid.count(), `${name}: solid buttons`).toBeLessThanOrEqual(1);
  for (const { width, colorScheme, rules } of views) {
    if (rules !== 'all') await page.evaluate(markHidden);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const room = await page.evaluate<string>(
      '`${document.documentElement.scrollWidth} of ${document.documentElement.clientWidth}`',
    );
    expect(room, `${name}: width in ${width} px`).toBe(`${width} of ${width}`);
    const rule = rules === 'all' ? {} : { runOnly: ['color-contrast'] };
    if (rules !== 'all') {
      const hidden = await page.evaluate<string>(listHidden);
      if (hidden === '' || tried.has(hidden)) continue;
      tried.add(hidden);
    }
    const found = await findViolations(page, rules === 'all' ? 'html' : hiddenOnPhone, rule);
    expect(found, `${name}: axe, ${width} px, ${colorScheme}`).toEqual([]);
  }
}

/** Runs axe on what `selector` finds, and returns each violation as its rule and element: `color-contrast: .button`. */
async function findViolations(page: Page, selector: string, options: axe.RunOptions): Promise<string[]> {
  const all: axe.RunOptions = {
    // Listing every element that passes takes as long again as finding those that do not.
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
    ...options,
  };
  // Sending axe to a page takes as long as running it, so a page gets it once.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  return page.evaluate<string[]>(`axe.run('${selector}', ${JSON.stringify(all)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`);
}

/** Collects what the browser complains about: errors, blocked contents, what could not be loaded. */
export function listenForComplaints(page: Page): () => readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return () => complaints.splice(0);
}
