import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export const widths = [1_440, 360] as const;

/** Opens an address once the page's own scripts have run; typing before would be lost. */
export async function open(page: Page, address: string): Promise<number> {
  const response = await page.goto(address, { waitUntil: 'networkidle' });
  return response?.status() ?? 0;
}

/** What must hold for every page: in light and dark, on a phone and on a desk. */
export async function expectGoodLooks(page: Page, name: string): Promise<void> {
  expect(await page.locator('h1').count(), `${name}: headings`).toBe(1);
  const solid = page.locator('.button.primary:visible:not(dialog *)');
  expect(await solid.count(), `${name}: solid buttons`).toBeLessThanOrEqual(1);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const room = await page.evaluate<string>(
      '`${document.documentElement.scrollWidth} of ${document.documentElement.clientWidth}`',
    );
    expect(room, `${name}: width in ${width} px`).toBe(`${width} of ${width}`);
    // What is dark on a desk is dark on a phone.
    for (const colorScheme of width === widths[0] ? (['light', 'dark'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // No page has frames; without them axe needs no second tab, which would take most of the time. Colours are all
      // that differs between the schemes.
      const axe = new AxeBuilder({ page }).setLegacyMode();
      const { violations } = await (
        colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe
      ).analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
      );
      expect(found, `${name}: axe, ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
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
