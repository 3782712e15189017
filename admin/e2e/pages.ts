import type { Page } from 'playwright-core';

/** One page, or one state of it, as a person sees it. */
export interface Sight {
  readonly name: string;
  readonly path: string;
  /** What has to be done to see it. */
  readonly act?: (page: Page) => Promise<void>;
  /** The status of the page itself; 200 if not said. */
  readonly status?: number;
}

const openReview = async (page: Page) => {
  await page
    .getByRole('radiogroup', { name: 'Everyone else' })
    .getByText('Percentage', { exact: true })
    .click();
  await page.getByLabel('How many of them get it').fill('50');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Show JSON' }).click();
  await page.locator('ins').first().waitFor();
};

const selectFlags = async (page: Page) => {
  await page.getByRole('checkbox', { name: 'Select Checkout v2' }).check();
  await page.getByRole('checkbox', { name: 'Select Dark cart' }).check();
  await page.getByRole('form', { name: 'Change the selected flags' }).waitFor();
};

const archiveFlags = async (page: Page) => {
  await selectFlags(page);
  await page.getByLabel('What becomes of them').selectOption('Archive');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('These stay as they are:').waitFor();
};

const openChange = async (page: Page) => {
  await page.getByText('What differs').first().click();
  await page.waitForURL(/[?&]open=/);
};

const turnOffInProd = async (page: Page) => {
  await page.getByRole('switch', { name: /^Checkout v2 in prod/ }).click();
  await page.getByRole('dialog').waitFor();
};

const saveEmpty = async (page: Page) => {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Half done');
  await page.getByLabel('Attribute').first().fill('country');
  await page.getByRole('button', { name: 'Save segment' }).click();
  await page.locator('.wrong').first().waitFor();
};

const chooseVersions = async (page: Page) => {
  await page.getByText('Several versions', { exact: true }).click();
  await page.getByText('More: kind').click();
};

const chooseRollout = async (page: Page) => {
  await page
    .getByRole('radiogroup', { name: 'Everyone else' })
    .getByText('Progressive rollout', { exact: true })
    .click();
  await page.getByRole('button', { name: /^Careful/ }).waitFor();
};

const openPalette = async (page: Page) => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('check');
  await page.getByRole('dialog').getByText('checkout-v2').waitFor();
};

const openRotation = async (page: Page) => {
  await page.getByText('Rotate', { exact: true }).first().click();
  await page.getByRole('button', { name: /^Make a new key for/ }).waitFor();
};

const saveWrongRegion = async (page: Page) => {
  await page.getByLabel('Countries and region groups').first().fill('DE\nUK');
  await page.getByRole('button', { name: 'Save regions' }).click();
  await page.locator('.wrong').first().waitFor();
};

const chooseNever = async (page: Page) => {
  await page.getByText('Nobody gets two of these').click();
  await page.getByLabel('Flag to add').selectOption('checkout-v2');
  await page.getByRole('button', { name: 'Add flag' }).click();
};

const makeKey = async (page: Page) => {
  await page.getByRole('button', { name: /^Make a dev key/ }).click();
  await page.locator('[data-shown-once]').waitFor();
};

const inviteSomebody = async (page: Page) => {
  await page.getByLabel('Name', { exact: true }).fill('Lea Brandt');
  await page.getByLabel('E-mail').fill('lea@example.com');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.locator('[data-shown-once]').waitFor();
};

const openPersonActs = async (page: Page) => {
  for (const act of ['Change role', 'Password link', 'Disable'])
    await page.getByText(act, { exact: true }).first().click();
};

const makeToken = async (page: Page) => {
  await page.getByLabel('Name', { exact: true }).fill('deploys');
  await page.getByRole('button', { name: 'Create API token' }).click();
  await page.locator('[data-shown-once]').waitFor();
};

const openFirstChange = async (page: Page) => {
  await page
    .getByRole('link', { name: /^What differs: (turned|set) / })
    .first()
    .click();
  await page.getByText('JSON after this change').first().waitFor();
};

const openFirstSegmentChange = async (page: Page) => {
  await page
    .getByRole('link', { name: /^What differs: / })
    .first()
    .click();
  await page.getByText('JSON after this change').first().waitFor();
};

/** Every page for somebody who is signed in, in the shop of the story. */
export const sights: readonly Sight[] = [
  { name: 'home', path: '/' },
  { name: 'segments', path: '/segments' },
  { name: 'segment-new', path: '/segments/new' },
  { name: 'segment-new-wrong', path: '/segments/new', act: saveEmpty },
  { name: 'segment', path: '/segments/eu-beta' },
  { name: 'segment-history', path: '/segments/eu-beta/history', act: openFirstSegmentChange },
  { name: 'segment-fields', path: '/segments/help-desk-hours' },
  { name: 'segment-nested', path: '/segments/wholesale' },
  { name: 'flags', path: '/flags' },
  { name: 'flags-selected', path: '/flags', act: selectFlags },
  { name: 'flags-archive', path: '/flags', act: archiveFlags },
  { name: 'flags-none-found', path: '/flags?search=nothing-like-it' },
  { name: 'flags-unknown-word', path: '/flags?search=team%3Ax' },
  {
    name: 'flags-columns',
    path: '/flags?column=tags&column=owner&column=env%3Aprod&search=env%3Aprod+on&sort=owner',
  },
  { name: 'flag-new', path: '/flags/new' },
  { name: 'flag-new-versions', path: '/flags/new', act: chooseVersions },
  { name: 'flag-dev', path: '/flags/checkout-v2?env=dev' },
  { name: 'flag-prod', path: '/flags/checkout-v2?env=prod' },
  { name: 'flag-versions', path: '/flags/new-search?env=dev' },
  { name: 'flag-not-set-up', path: '/flags/dark-cart?env=dev' },
  { name: 'flag-off', path: '/flags/legacy-invoice-pdf?env=prod' },
  { name: 'flag-edit', path: '/flags/new-search/edit' },
  { name: 'flag-review', path: '/flags/checkout-v2?env=prod', act: openReview },
  { name: 'flag-turn-off', path: '/flags/checkout-v2?env=prod', act: turnOffInProd },
  { name: 'flag-growing', path: '/flags?is=growing' },
  { name: 'flag-rollout-new', path: '/flags/loyalty-points?env=dev', act: chooseRollout },
  { name: 'evaluations', path: '/flags/checkout-v2/evaluations?env=prod' },
  { name: 'evaluations-none', path: '/flags/dark-cart/evaluations?env=prod' },
  { name: 'history', path: '/flags/checkout-v2/history?env=prod&in=all' },
  { name: 'history-change', path: '/flags/checkout-v2/history?env=prod', act: openChange },
  { name: 'copy', path: '/flags/checkout-v2/copy?env=prod&from=staging' },
  { name: 'flag-finished', path: '/flags/apple-pay-button?env=staging' },
  { name: 'flags-finished', path: '/flags?search=apple' },
  { name: 'history-all', path: '/history' },
  { name: 'history-found', path: '/history?q=checkout&since=week', act: openFirstChange },
  { name: 'history-choice', path: '/history?q=e' },
  { name: 'compare', path: '/compare?from=dev&to=prod' },
  { name: 'compare-same', path: '/compare?from=dev&to=dev' },
  { name: 'by-region', path: '/regions' },
  { name: 'by-region-brazil', path: '/regions?env=prod&region=BR' },
  { name: 'by-region-unknown', path: '/regions?region=Atlantis' },
  { name: 'palette', path: '/flags', act: openPalette },
  { name: 'connect', path: '/flags/checkout-v2/connect?env=dev' },
  { name: 'connect-new-key', path: '/flags/checkout-v2/connect?env=dev', act: makeKey },
  { name: 'review-prod', path: '/review/prod' },
  { name: 'review-nothing', path: '/review/staging' },
  { name: 'insights', path: '/insights' },
  { name: 'restored', path: '/restored' },
  { name: 'environments', path: '/settings/environments' },
  { name: 'environment-new', path: '/settings/environments/new' },
  { name: 'environment', path: '/settings/environments/prod' },
  { name: 'plugins', path: '/settings/plugins' },
  { name: 'relays', path: '/settings/relays' },
  { name: 'keys', path: '/settings/keys?env=prod' },
  { name: 'keys-rotate', path: '/settings/keys?env=prod', act: openRotation },
  { name: 'keys-none', path: '/settings/keys?env=staging' },
  { name: 'regions', path: '/settings/regions' },
  { name: 'regions-wrong', path: '/settings/regions', act: saveWrongRegion },
  { name: 'groups', path: '/settings/bucket-groups' },
  { name: 'groups-new', path: '/settings/bucket-groups/new', act: chooseNever },
  { name: 'groups-shares', path: '/settings/bucket-groups/search-tests' },
  { name: 'groups-flag', path: '/flags/loyalty-points?env=dev' },
  { name: 'people', path: '/settings/people', act: openPersonActs },
  { name: 'people-invited', path: '/settings/people', act: inviteSomebody },
  { name: 'tokens-made', path: '/settings/tokens', act: makeToken },
  { name: 'account', path: '/account' },
  { name: 'docs', path: '/docs?q=brazil' },
  { name: 'docs-guide', path: '/docs/segments' },
  { name: 'docs-problems', path: '/docs/problems#flag-not-found' },
  { name: 'docs-none', path: '/docs/nothing', status: 404 },
  { name: 'not-found', path: '/nothing-here', status: 404 },
  { name: 'flag-not-found', path: '/flags/nobody', status: 404 },
];

/** The same where names are hostile. */
export const hostileSights: readonly Sight[] = [
  { name: 'hostile-flags', path: '/flags' },
  { name: 'hostile-segments', path: '/segments' },
  { name: 'hostile-html', path: '/flags/html?env=prod' },
  { name: 'hostile-long', path: '/flags/long?env=dev' },
  { name: 'hostile-edit', path: '/flags/html/edit' },
  { name: 'hostile-edit-long', path: '/flags/long/edit' },
  { name: 'hostile-keys', path: `/flags/${'f'.repeat(128)}?env=dev` },
  { name: 'hostile-connect', path: `/flags/${'f'.repeat(128)}/connect?env=dev` },
  { name: 'hostile-segment', path: '/segments/html-segment' },
  { name: 'hostile-segment-long', path: '/segments/long-segment' },
  { name: 'hostile-groups', path: '/settings/bucket-groups' },
  { name: 'hostile-group', path: `/settings/bucket-groups/${'g'.repeat(128)}` },
  { name: 'hostile-twins', path: '/flags/twins?env=dev' },
  { name: 'hostile-twins-connect', path: '/flags/twins/connect?env=dev' },
  { name: 'hostile-app-keys', path: '/settings/keys?env=dev' },
];
