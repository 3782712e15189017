import type { JsonObject } from '@hoist/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor, share, toProblem } from './api.ts';
import { RunningHoist } from './running-hoist.ts';
import { administrator, setUp, signIn } from './session.ts';

let hoist: RunningHoist;
let api: Api;
const keys = new Map<string, string>();

beforeAll(async () => {
  hoist = await RunningHoist.start();
  await setUp(hoist);
  api = new Api(hoist);
  for (const environment of ['dev', 'prod']) {
    const body = { environment, name: 'app', scope: 'server' };
    keys.set(environment, String((await api.done('POST', '/api/v1/keys', { body })).body['key']));
  }
  for (const key of ['harbour', 'one-page', 'express-pay', 'same-a', 'same-b']) {
    await api.done('POST', '/api/v1/flags', { body: booleanFlag(key) });
  }
});

afterAll(() => hoist.stop());

/** Waits until the relay serves everything that the admin has published in an environment. */
async function caughtUp(environment: string): Promise<void> {
  const { body } = await api.done('GET', '/api/v1/environments');
  const listed = body['items'] as { environment: { key: string }; version: number }[];
  const version = listed.find((one) => one.environment.key === environment)?.version ?? 0;
  await expect
    .poll(
      async () => {
        const response = await fetch(`${hoist.relayUrl}/hoist/v1/environments/${environment}/ruleset`, {
          headers: { authorization: `Bearer ${keys.get(environment)}` },
        });
        if (!response.ok) return 0;
        return ((await response.json()) as { version: number }).version;
      },
      { timeout: 10_000, interval: 20 },
    )
    .toBeGreaterThanOrEqual(version);
}

/** What the relay answers about all flags for one context: values by flag. */
async function ask(environment: string, context: JsonObject): Promise<ReadonlyMap<string, unknown>> {
  const response = await fetch(`${hoist.relayUrl}/ofrep/v1/evaluate/flags`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.get(environment)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ context }),
  });
  expect(response.status).toBe(200);
  const { flags } = (await response.json()) as { flags: { key: string; value?: unknown }[] };
  return new Map(flags.map(({ key, value }) => [key, value]));
}

/** Whether people in these places have the flag `harbour`. */
async function harbourIn(environment: string, attribute: string, places: readonly string[]) {
  await caughtUp(environment);
  const answers = places.map((place) => ask(environment, { targetingKey: 'anna', [attribute]: place }));
  return (await Promise.all(answers)).map((flags) => flags.get('harbour'));
}

async function setRegions(body: JsonObject): Promise<void> {
  const { etag } = await api.done('GET', '/api/v1/regions');
  await api.done('PUT', '/api/v1/regions', { ifMatch: etag, body });
}

async function setShares(group: string, shares: readonly (readonly [string, number])[]): Promise<void> {
  const path = `/api/v1/bucket-groups/${group}`;
  const { etag } = await api.done('GET', path);
  const body = { shares: shares.map(([flag, percent]) => ({ flag, share: percent * 1_000 })) };
  await api.done('PATCH', path, { ifMatch: etag, body });
}

async function review(environment: string): Promise<readonly JsonObject[]> {
  const path = `/api/v1/environments/${environment}/pending`;
  const pending = (await api.done('GET', path)).body['items'] as JsonObject[];
  const entries = pending.map(({ kind, key, published, latest }) => ({ kind, key, published, latest }));
  await api.done('POST', path, { body: { entries, comment: 'Reviewed' } });
  return pending;
}

/** Sends the form of the page that lists what waits for prod, as a browser without JavaScript does. */
async function reviewByPage(entry: string): Promise<void> {
  const person = await signIn(hoist, administrator);
  const raw = new URLSearchParams({ entry, comment: 'Reviewed' }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  expect((await person.send('POST', '/review/prod', { raw, headers })).status).toBe(303);
}

describe('an own region group', () => {
  const availability = { mode: 'only', regions: ['HARBOURS'] };

  it('decides with its attribute where a flag is available', async () => {
    await setRegions({ attribute: 'geo', groups: { HARBOURS: ['NL', 'US-CA'] } });
    for (const environment of ['dev', 'prod']) {
      await api.set('harbour', environment, { ...settingFor([], serve('on')), availability }, 'first');
      expect(await harbourIn(environment, 'geo', ['NL', 'us-ca', 'US-NY', 'DE'])).toEqual([
        true,
        true,
        false,
        false,
      ]);
      expect(await harbourIn(environment, 'country', ['NL'])).toEqual([false]);
    }
  });

  it('follows a change in dev at once, and in prod when somebody has reviewed it', async () => {
    await setRegions({ attribute: 'country', groups: { HARBOURS: ['DE'] } });
    expect(await harbourIn('dev', 'country', ['DE', 'NL'])).toEqual([true, false]);
    expect(await harbourIn('prod', 'geo', ['DE', 'NL'])).toEqual([false, true]);
    const { body } = await api.done('GET', '/api/v1/environments/prod/pending');
    const [entry] = body['items'] as JsonObject[];
    expect(entry).toMatchObject({ kind: 'regions', published: 1, latest: 2, affects: ['harbour'] });
    await reviewByPage('regions regions 1 2');
    expect(await harbourIn('prod', 'country', ['DE', 'NL'])).toEqual([true, false]);
  });

  it('cannot be removed while a flag uses it', async () => {
    const { etag } = await api.done('GET', '/api/v1/regions');
    const refused = await api.send('PUT', '/api/v1/regions', { ifMatch: etag, body: { groups: {} } });
    expect(toProblem(refused)).toMatchObject({
      status: 422,
      code: 'region-group-used',
      errors: [
        {
          pointer: '/groups/HARBOURS',
          code: 'in-use',
          message: "'HARBOURS' is used by harbour in dev, prod. Take it out there first.",
        },
      ],
    });
  });
});

const people = Array.from({ length: 2_000 }, (_, index) => `person-${index}`);

/** Who has each of two flags, of the 2,000. */
async function whoHas(environment: string, flags: readonly [string, string]) {
  await caughtUp(environment);
  const found = flags.map(() => new Set<string>());
  for (let start = 0; start < people.length; start += 50) {
    await Promise.all(
      people.slice(start, start + 50).map(async (targetingKey) => {
        const answers = await ask(environment, { targetingKey });
        flags.forEach((flag, index) => {
          if (answers.get(flag) === true) found[index]?.add(targetingKey);
        });
      }),
    );
  }
  const [one = new Set<string>(), other = new Set<string>()] = found;
  return { one, other, both: one.intersection(other) };
}

describe('a group of which nobody gets two flags', () => {
  const pair = ['one-page', 'express-pay'] as const;

  it('gives nobody both, and each flag about its part', async () => {
    const shares = pair.map((flag) => ({ flag, share: 45_000 }));
    await api.done('POST', '/api/v1/bucket-groups', { body: { key: 'checkout-tests', shares } });
    for (const environment of ['dev', 'prod']) {
      for (const flag of pair) {
        const setting = { ...settingFor([], serve('on')), bucketGroup: 'checkout-tests' };
        await api.set(flag, environment, setting, 'first');
      }
      const { one, other, both } = await whoHas(environment, pair);
      expect([...both]).toEqual([]);
      for (const { size } of [one, other]) expect(Math.abs(size / people.length - 0.45)).toBeLessThan(0.04);
    }
  });

  it('moves only what one flag gives to the other, in dev at once and in prod after its review', async () => {
    const before = await whoHas('dev', pair);
    await setShares('checkout-tests', [
      ['one-page', 25],
      ['express-pay', 65],
    ]);
    const after = await whoHas('dev', pair);
    expect([...after.both]).toEqual([]);
    expect(after.one.isSubsetOf(before.one)).toBe(true);
    expect(before.other.isSubsetOf(after.other)).toBe(true);
    expect(Math.abs(after.other.size / people.length - 0.65)).toBeLessThan(0.04);
    const held = await whoHas('prod', pair);
    expect(held).toEqual(before);
    const [entry] = await review('prod');
    expect(entry).toMatchObject({
      kind: 'bucket-group',
      key: 'checkout-tests',
      affects: ['express-pay', 'one-page'],
      differences: [
        'one-page: 45 % → 25 % of people',
        'express-pay: 45 % → 65 % of people',
        'Moves 20 % of people, and leaves all others where they are',
      ],
    });
    expect(await whoHas('prod', pair)).toEqual(after);
  });
});

describe('a group of the same people', () => {
  it('gives them the same percentage, and those of a smaller one the larger', async () => {
    const pair = ['same-a', 'same-b'] as const;
    await api.done('POST', '/api/v1/bucket-groups', { body: { key: 'together' } });
    const set = (flag: string, percent: number) =>
      api.set(flag, 'dev', { ...settingFor([], share(percent)), bucketGroup: 'together' });
    await set('same-a', 30);
    await set('same-b', 30);
    const same = await whoHas('dev', pair);
    expect(same.one).toEqual(same.other);
    expect(Math.abs(same.one.size / people.length - 0.3)).toBeLessThan(0.04);
    await set('same-b', 60);
    const more = await whoHas('dev', pair);
    expect(more.one).toEqual(same.one);
    expect(more.one.isSubsetOf(more.other)).toBe(true);
  });
});

describe('a flag that is archived', () => {
  it('leaves the relay in dev at once and in prod by review, comes back not set up, and goes for good', async () => {
    await api.done('POST', '/api/v1/flags', { body: booleanFlag('old-banner') });
    for (const environment of ['dev', 'prod']) {
      const setting = { ...settingFor([], serve('on')), enabled: false };
      await api.set('old-banner', environment, setting, 'on its way out');
    }
    const path = '/api/v1/flags/old-banner';
    const act = async (method: string, address: string) =>
      api.done(method, address, { ifMatch: (await api.get(path)).etag });
    const isPublished = async (environment: string) => {
      await caughtUp(environment);
      return (await ask(environment, { targetingKey: 'anna' })).has('old-banner');
    };
    expect([await isPublished('dev'), await isPublished('prod')]).toEqual([true, true]);
    await act('POST', `${path}/archive`);
    expect([await isPublished('dev'), await isPublished('prod')]).toEqual([false, true]);
    expect(await review('prod')).toMatchObject([{ kind: 'flag', key: 'old-banner' }]);
    expect(await isPublished('prod')).toBe(false);
    await act('POST', `${path}/restore`);
    expect([await isPublished('dev'), await isPublished('prod')]).toEqual([true, true]);
    await act('POST', `${path}/archive`);
    const early = await api.send('DELETE', path, { ifMatch: (await api.get(path)).etag });
    expect(toProblem(early)).toMatchObject({ status: 409, code: 'not-forgotten' });
    expect([await isPublished('dev'), await isPublished('prod')]).toEqual([false, false]);
  });
});

describe('a repeated request', () => {
  it('makes a group once', async () => {
    const headers = { 'idempotency-key': 'once' };
    const sending = { headers, body: { key: 'only-once' } };
    const first = await api.done('POST', '/api/v1/bucket-groups', sending);
    const again = await api.done('POST', '/api/v1/bucket-groups', sending);
    expect(again.body).toEqual(first.body);
    const other = await api.send('POST', '/api/v1/bucket-groups', { body: { key: 'only-once' } });
    expect(toProblem(other).status).toBe(409);
  });
});
