import { setTimeout as sleep } from 'node:timers/promises';
import type { CountPage, CountRow, Json } from '@hoist/core';
import type { Api } from './api.ts';

type Outcome = Pick<CountRow, 'flag' | 'variant' | 'reason' | 'rule' | 'app' | 'appVersion'> & {
  /** Of all people who ask in a minute. */
  readonly part: number;
};

const outcome = (
  [flag, variant, reason, rule]: readonly [string, string, CountRow['reason'], string | null],
  part: number,
  [app, appVersion]: readonly [string, string] = ['checkout-api', '2.14.0'],
): Outcome => ({ flag, variant, reason, rule, app, appVersion, part });

const web = ['shop-web', '3.9.2'] as const;

const asked: Readonly<Record<string, readonly Outcome[]>> = {
  dev: [
    outcome(['checkout-v2', 'on', 'STATIC', 'everyone-else'], 0.03),
    outcome(['loyalty-points', 'off', 'DEFAULT', 'everyone-else'], 0.01),
  ],
  staging: [
    outcome(['checkout-v2', 'on', 'TARGETING_MATCH', 'staff'], 0.06),
    outcome(['checkout-v2', 'off', 'DEFAULT', 'everyone-else'], 0.05),
    outcome(['free-returns-banner', 'off', 'SPLIT', 'everyone-else'], 0.04, web),
    outcome(['new-search', 'keywords', 'SPLIT', 'everyone-else'], 0.05, web),
    outcome(['new-search', 'meaning', 'SPLIT', 'everyone-else'], 0.025, web),
    outcome(['new-search', 'both', 'SPLIT', 'everyone-else'], 0.026, web),
  ],
  prod: [
    outcome(['checkout-v2', 'on', 'TARGETING_MATCH', 'staff'], 0.02),
    outcome(['checkout-v2', 'on', 'TARGETING_MATCH', 'eu-beta'], 0.09),
    outcome(['checkout-v2', 'on', 'SPLIT', 'everyone-else'], 0.22),
    outcome(['checkout-v2', 'off', 'SPLIT', 'everyone-else'], 0.67, web),
    outcome(['apple-pay-button', 'on', 'STATIC', 'everyone-else'], 0.5, web),
    outcome(['free-returns-banner', 'on', 'SPLIT', 'everyone-else'], 0.06, web),
    outcome(['free-returns-banner', 'off', 'SPLIT', 'everyone-else'], 0.54, web),
    outcome(['wholesale-prices', 'off', 'DEFAULT', 'everyone-else'], 0.12),
  ],
};

const minute = 60_000;
const hour = 60;
const pagesInOne = 100;
/** Before the last hour, one minute stands for so many. */
const sampled = 10;

/** A day of evaluations as a server provider would have counted them, busy by day and quiet by night; waits until it shows. */
export async function sendTraffic(api: Api, relayUrl: string): Promise<void> {
  const now = Math.floor(Date.now() / minute);
  const minutes = Array.from({ length: 24 * hour }, (_, index) => now - index).filter(
    (at, index) => index < hour || at % sampled === 0,
  );
  for (const environment of Object.keys(asked)) {
    const body = { environment, name: 'traffic', scope: 'server' };
    const { key, id } = (await api.done('POST', '/api/v1/keys', { body })).body;
    const pages = minutes.map((at) => toPage(environment, at, now));
    for (let start = 0; start < pages.length; start += pagesInOne) {
      await post(relayUrl, String(key), pages.slice(start, start + pagesInOne));
    }
    await api.done('DELETE', `/api/v1/keys/${String(id)}?environment=${environment}`);
  }
  for (let tries = 0; tries < 100; tries += 1, await sleep(200)) {
    const { items: flags } = (await api.done('GET', '/api/v1/flags?search=wholesale-prices')).body;
    const [flag] = flags as readonly Readonly<Record<string, Json>>[];
    if (flag?.['lastDay'] !== undefined) return;
  }
  throw new Error('The evaluations were never added up.');
}

function toPage(environment: string, at: number, now: number): CountPage {
  const wave =
    1 + 0.5 * Math.sin((2 * Math.PI * (at % (24 * hour))) / (24 * hour)) + 0.08 * Math.sin(at * 7.3);
  const growth = 1 - (0.25 * (now - at)) / (24 * hour);
  const people = 700 * wave * growth * (now - at < hour ? 1 : sampled);
  const rows = (asked[environment] ?? []).map(({ part, ...row }) => ({
    ...row,
    source: 'local' as const,
    credential: '',
    count: Math.max(1, Math.round(people * part)),
  }));
  return { environment, sender: 'harbour-traffic', minute: at, page: 0, sequence: 1, rows };
}

async function post(relayUrl: string, key: string, pages: readonly CountPage[]): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1, await sleep(100)) {
    const response = await fetch(`${relayUrl}/hoist/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ format: 1, pages }),
    });
    const text = await response.text();
    if (response.status === 202) return;
    // A relay learns of a new key within a moment.
    if (response.status !== 401) throw new Error(`The relay answered ${response.status}: ${text}`);
  }
  throw new Error('The relay never learned of the key.');
}
