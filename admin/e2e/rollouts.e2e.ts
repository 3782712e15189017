import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { expectGoodLooks, open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let api: Api;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  await setUp(hoist);
  api = new Api(hoist);
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('cart', { name: 'Cart' }) });
  for (const environment of ['dev', 'prod']) {
    await api.set('cart', environment, settingFor([], serve('off')), 'first');
  }
  page = await browser.newPage({ timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
  await signInPage(page, hoist);
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

const everyoneElse = () => page.getByRole('radiogroup', { name: 'Everyone else' });

async function stateIn(environment: string): Promise<unknown> {
  const { body } = await api.done('GET', `/api/v1/flags/cart/environments/${environment}`);
  return (body['rollouts'] as readonly { state: string }[])[0]?.state;
}

describe('a rollout', () => {
  it('begins with a template, and says by when it is everywhere, in the zone of who looks', async () => {
    await open(page, `${hoist.adminUrl}/flags/cart?env=dev`);
    await everyoneElse().getByText('Progressive rollout', { exact: true }).click();
    await page.getByRole('button', { name: 'Fast: a day' }).click();
    const words = /^5 % of everyone, growing to 100 % by .* (CET|CEST)$/;
    await page.getByRole('region', { name: 'This draft' }).getByText(words).waitFor();
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await page.locator('.env-card.chosen').getByText(words).waitFor();
    await page.getByRole('heading', { name: 'Rollout in dev' }).waitFor();
    expect(await stateIn('dev')).toBe('running');
  });

  it('is paused and resumed by one click each', async () => {
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText('Paused at 5 %').waitFor();
    expect(await stateIn('dev')).toBe('paused');
    await page.getByRole('button', { name: 'Resume at 5 %' }).click();
    await page.getByText('Growing: 5 %').waitFor();
    await page.getByRole('button', { name: 'Go to 25 % now' }).click();
    await page.getByText('Growing: 25 %').waitFor();
  });

  it('asks whether it goes on or starts again when the flag is turned on', async () => {
    const toggle = page.getByRole('switch', { name: 'Cart in dev' });
    await toggle.click();
    await page.getByRole('switch', { name: 'Cart in dev', checked: false }).waitFor();
    await toggle.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Resume at 25 %').waitFor();
    await dialog.getByText('Start again at 5 %').click();
    await dialog.getByRole('button', { name: 'Turn on in dev' }).click();
    await page.getByText('Growing: 5 %').waitFor();
  });

  it('is taken back by Undo', async () => {
    await page.getByRole('button', { name: 'Stop: 0 %' }).click();
    await page.getByText('Stopped: 0 % of everyone.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await page.getByText('Growing: 5 %').waitFor();
  });

  it('is copied to the next environment, where it starts at its first step', async () => {
    await page.getByRole('link', { name: 'Copy to staging' }).click();
    await page.getByText('A rollout that is copied starts at its first step.').waitFor();
    expect(await stateIn('staging')).toBeUndefined();
    await page.getByRole('button', { name: 'Copy to staging' }).click();
    await page.getByRole('heading', { name: 'Rollout in staging' }).waitFor();
    await page.getByText('Growing: 5 %').waitFor();
    expect(await stateIn('staging')).toBe('running');
  });
});

describe('the list', () => {
  it('takes the switch of a protected environment to its review', async () => {
    await open(page, `${hoist.adminUrl}/flags`);
    await page.getByRole('switch', { name: 'Cart in prod' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Turned off').waitFor();
    expect(new URL(page.url()).pathname).toBe('/flags/cart');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'Feature flags' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/flags');
  });

  it('shows the flags of one state, in its address', async () => {
    await page.getByRole('link', { name: 'Growing 1' }).click();
    await page.waitForURL(/is=growing/);
    await page.getByRole('link', { name: 'Cart', exact: true }).waitFor();
    await page.getByText('Growing 5 %').first().waitFor();
  });
});

describe('Connect', () => {
  it('waits for the first evaluation and shows it within two seconds', async () => {
    await open(page, `${hoist.adminUrl}/flags/cart/connect?env=prod`);
    await page.getByRole('heading', { name: 'Waiting for the first evaluation' }).waitFor();
    const made = { environment: 'prod', name: 'shop', scope: 'server' };
    const { key } = (await api.done('POST', '/api/v1/keys', { body: made })).body;
    const evaluate = () =>
      fetch(`${hoist.relayUrl}/ofrep/v1/evaluate/flags/cart`, {
        method: 'POST',
        headers: { authorization: `Bearer ${String(key)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ context: { targetingKey: 'anna' } }),
      });
    while ((await evaluate()).status === 401);
    const start = performance.now();
    await page.getByRole('heading', { name: 'An app is asking' }).waitFor();
    expect(performance.now() - start).toBeLessThan(20_000);
    await page.getByText('The answer was off.').waitFor();
  });
});

describe('beside a draft', () => {
  const aside = () => page.getByRole('region', { name: 'This draft' });
  const tryBrazilian = async (form: Page, attributes: string) => {
    await form.getByLabel('ID', { exact: true }).fill('ana');
    await form.getByLabel('What is known about them').fill(attributes);
    await form.getByRole('button', { name: 'Try', exact: true }).click();
  };

  beforeAll(async () => {
    const inBrazil = { attribute: 'country', operator: 'equals', operand: 'BR' };
    const segments = [
      { key: 'brazil', name: 'Brazil', conditionGroups: [{ conditions: [inBrazil] }] },
      { key: 'nobody', name: 'Nobody yet' },
    ];
    for (const body of segments) await api.done('POST', '/api/v1/segments', { body });
    await api.done('POST', '/api/v1/flags', { body: booleanFlag('pix', { name: 'Pix' }) });
    await api.set('pix', 'dev', settingFor(['brazil'], serve('off')), 'first');
  });

  it('a person is tried on what is not saved yet, with the step that decides', async () => {
    await open(page, `${hoist.adminUrl}/flags/pix?env=dev`);
    await tryBrazilian(page, '{"country": BR}');
    await aside().getByText('This is not JSON').waitFor();
    await page.getByLabel('Remember as').fill('Ana of Bahia');
    await tryBrazilian(page, '{"country": "BR"}');
    const deciding = aside().locator('[aria-current=step]');
    await deciding.getByText('A rule: fits, gets on').waitFor();
    await page.getByRole('switch', { name: 'Brazil' }).click();
    await deciding.getByText('In Brazil, who never get it').waitFor();
    await aside().getByText('Ana of Bahia: Off').waitFor();
  });

  it('a forecast says who of a segment would lose it, and a warning what is hardly meant', async () => {
    await aside().getByLabel('For', { exact: true }).selectOption('People in Brazil');
    await aside().getByRole('button', { name: 'What would change for people' }).click();
    await aside().getByText('Of 10,000 made-up people in Brazil').waitFor();
    await aside().getByRole('img', { name: '0 gain it, 10,000 lose it, 0 keep it' }).waitFor();
    await page.getByLabel('Segment to add').selectOption({ label: 'Nobody yet' });
    await page.getByRole('button', { name: 'Add segment' }).click();
    await aside().getByText('The segment Nobody yet').waitFor();
    // Of another draft than the one that is there now.
    expect(await aside().getByText('Of 10,000 made-up people').count()).toBe(0);
    await expectGoodLooks(page, 'beside a draft');
  });

  it('who was tried is remembered in this browser, and nothing was saved', async () => {
    await open(page, `${hoist.adminUrl}/flags/pix?env=dev`);
    await page.getByRole('link', { name: 'Discard' }).click();
    await aside().getByText('Ana of Bahia: On').waitFor();
    await aside().getByRole('button', { name: 'Forget Ana of Bahia' }).click();
    await open(page, `${hoist.adminUrl}/flags/pix?env=dev`);
    await aside().getByText('No app that says its name').waitFor();
    expect(await aside().getByText('Ana of Bahia').count()).toBe(0);
  });

  it('one person and a forecast are asked for without JavaScript too', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const bare = await context.newPage();
    await signInPage(bare, hoist);
    await bare.goto(`${hoist.adminUrl}/flags/pix?env=dev`);
    await tryBrazilian(bare, '{"country": "BR"}');
    await bare.locator('[aria-current=step]').getByText('A rule: fits, gets on').waitFor();
    await bare.getByRole('button', { name: 'What would change for people' }).click();
    await bare.getByRole('img', { name: '0 gain it, 0 lose it, 0 keep it' }).waitFor();
    await context.close();
  });
});

describe('a finished rollout', () => {
  const growing = (percent: number) => ({
    strategy: 'progressive',
    params: { variant: 'on', otherwise: 'off', plan: [{ percent, hours: 0 }] },
  });
  const decide = (form: Page, environment: string) =>
    form
      .locator('.env-card, td')
      .getByRole('form', { name: `The finished rollout of Basket in ${environment}` });

  beforeAll(async () => {
    await api.done('POST', '/api/v1/flags', { body: booleanFlag('basket', { name: 'Basket' }) });
    await api.done('POST', '/api/v1/segments', { body: { key: 'crew', name: 'Crew', included: ['anna'] } });
    const rules = [{ id: 'crew', segments: ['crew'], serve: growing(25) }];
    for (const environment of ['dev', 'prod'])
      await api.set('basket', environment, { ...settingFor([], growing(100)), rules }, 'whole');
  });

  it('is watched on for a week, the same for everybody', async () => {
    await open(page, `${hoist.adminUrl}/flags?search=basket`);
    await decide(page, 'dev').getByText('Finished at 100 %').waitFor();
    await expectGoodLooks(page, 'a finished rollout in the list');
    await decide(page, 'dev').getByRole('button', { name: 'Keep watching' }).click();
    const other = await browser.newContext();
    const colleague = await other.newPage();
    // The rule's has finished too, and nobody watches that.
    await decide(page, 'dev').getByText('Finished at 25 %').waitFor();
    await signInPage(colleague, hoist);
    await open(colleague, `${hoist.adminUrl}/flags/basket?env=dev`);
    await colleague.getByRole('region', { name: 'of everyone else' }).getByText('Watched until').waitFor();
    await expectGoodLooks(colleague, 'finished rollouts');
    await other.close();
  });

  it('is made permanent: a part of a segment becomes the same percentage', async () => {
    await open(page, `${hoist.adminUrl}/flags/basket?env=dev`);
    const rollout = page.getByRole('region', { name: 'Rollout in dev, of Crew' });
    await rollout.getByText('the same 25 % of Crew keep it').waitFor();
    await rollout.getByRole('button', { name: 'Make permanent' }).click();
    await rollout.waitFor({ state: 'detached' });
    const { body } = await api.done('GET', '/api/v1/flags/basket/environments/dev');
    expect(body['setting']).toMatchObject({
      rules: [{ serve: { strategy: 'split', params: { ranges: [{ to: 25_000 }, {}] } } }],
      everyoneElse: { strategy: 'progressive' },
    });
  });

  it('is reviewed in prod, where nothing changes for anybody, and by the API', async () => {
    await open(page, `${hoist.adminUrl}/flags?search=basket`);
    await decide(page, 'prod').getByRole('button', { name: 'Make permanent' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The plan goes, and what it has reached stays.').waitFor();
    await dialog.getByRole('row', { name: 'with nothing but an ID 0 0 10,000' }).waitFor();
    await dialog.getByLabel('Comment').fill('done');
    await dialog.getByRole('button', { name: 'Make it permanent in prod' }).click();
    await page.getByRole('heading', { name: 'Feature flags' }).waitFor();
    await decide(page, 'prod').getByText('Finished at 25 %').waitFor();
    const path = '/api/v1/flags/basket/environments/prod';
    const read = await api.done('GET', path);
    expect(read.body).toMatchObject({ rollouts: [{ rule: 'crew', permanent: { strategy: 'split' } }] });
    const ask = (rollout: string, ifMatch: string) =>
      api.done('PATCH', path, { ifMatch, body: { rollout, comment: 'done' } });
    const watched = await ask('keep-watching', read.etag);
    expect(watched.body).toMatchObject({ rollouts: [{ watchedUntil: expect.any(Number) }] });
    expect((await ask('make-permanent', watched.etag)).body).toMatchObject({
      rollouts: [],
      setting: {
        rules: [{ serve: { strategy: 'split' } }],
        everyoneElse: { strategy: 'fixed', params: { variant: 'on' } },
      },
    });
  });
});
