import { join } from 'node:path';
import { Api } from '../../admin/e2e/api.ts';
import type { openBrowser } from '../../admin/e2e/browser.ts';
import { open } from '../../admin/e2e/looks.ts';
import { hostileSights, sights } from '../../admin/e2e/pages.ts';
import type { Sight } from '../../admin/e2e/pages.ts';
import type { RunningHoist } from '../../admin/e2e/running-hoist.ts';
import { setUp, signInPage } from '../../admin/e2e/session.ts';
import { addHostileTexts, tellStory } from '../../admin/e2e/story.ts';

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

interface Taking {
  readonly hoist: RunningHoist;
  readonly browser: Browser;
  readonly folder: string;
  /** Takes only pictures whose names contain one of these texts; all pictures if empty. */
  readonly only: readonly string[];
}

const themes = ['light', 'dark'] as const;
const widths = [1_440, 360] as const;

/**
 * Takes pictures of every page and state: of an empty Hoist, of a shop at work, and with hostile names. Returns how
 * many.
 */
export async function takePictures(taking: Taking): Promise<number> {
  const { hoist, browser, only } = taking;
  const api = new Api(hoist);
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  const wanted = ({ name }: Sight) => only.length === 0 || only.some((part) => name.includes(part));
  const take = (list: readonly Sight[]) => takeAll(page, list.filter(wanted), taking);
  let count = await take([{ name: 'set-up', path: hoist.setUpLink.replace(hoist.adminUrl, '') }]);
  await setUp(hoist);
  count += await take([{ name: 'sign-in', path: '/sign-in' }]);
  await signInPage(page, hoist);
  count += await take(emptySights);
  await tellStory(api, hoist.relayUrl);
  count += await takeWindows(page, taking, windows.filter(wanted));
  count += await take(sights);
  await addHostileTexts(api);
  return count + (await take(hostileSights));
}

const emptySights: readonly Sight[] = [
  '',
  'segments',
  'flags',
  'insights',
  'settings/regions',
  'settings/bucket-groups',
].map((path) => ({ name: `empty-${path.replace('settings/', '') || 'home'}`, path: `/${path}` }));

async function takeAll(page: Page, list: readonly Sight[], { hoist, folder }: Taking): Promise<number> {
  for (const { name, path, act } of list) {
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
      await open(page, hoist.adminUrl + path);
      await act?.(page);
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`), fullPage: true });
      }
    }
  }
  return list.length * widths.length * themes.length;
}

/** What guides and the README show, in the size of a window. */
const windows: readonly (Sight & { readonly size: { readonly width: number; readonly height: number } })[] = [
  { name: 'readme-flag', path: '/flags/checkout-v2?env=prod', size: { width: 1_440, height: 900 } },
  { name: 'guide-segment', path: '/segments/eu-beta', size: { width: 1_024, height: 720 } },
  { name: 'guide-release', path: '/flags/checkout-v2?env=prod', size: { width: 1_024, height: 720 } },
  { name: 'guide-regions', path: '/flags/apple-pay-button?env=prod', size: { width: 1_024, height: 720 } },
];

/** Takes these windows in both themes. Returns how many pictures. */
async function takeWindows(page: Page, { hoist, folder }: Taking, list: typeof windows): Promise<number> {
  for (const { name, path, size } of list) {
    await page.setViewportSize(size);
    await open(page, hoist.adminUrl + path);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
    }
  }
  return list.length * themes.length;
}
