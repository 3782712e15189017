import type { JsonObject } from '@hoist/core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Api, booleanFlag, serve, settingFor, toProblem } from './api.ts';
import { openBareClient } from './clients.ts';
import type { Client } from './clients.ts';
import { Refusals } from './refusals.ts';
import type { Call } from './refusals.ts';
import { RunningHoist } from './running-hoist.ts';

const inDev = '/api/v1/flags/checkout/environments/dev';
const inProd = '/api/v1/flags/checkout/environments/prod';
const anna = { targetingKey: 'anna', country: 'DE' };

let hoist: RunningHoist;
let api: Api;
let relay: Client;
let refusals: Refusals;

beforeAll(async () => {
  hoist = await RunningHoist.start();
  api = new Api(hoist);
  refusals = new Refusals(api);
  await api.done('POST', '/api/v1/segments', { body: segment('germans', inCountry('DE')) });
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('checkout') });
  await api.set('checkout', 'dev', settingFor(['germans'], serve('off')));
  const body = { environment: 'dev', name: 'app', scope: 'server' };
  const key = await api.done('POST', '/api/v1/keys', { body });
  relay = openBareClient({ baseUrl: hoist.relayUrl, key: String(key.body['key']) });
  await vi.waitFor(async () => expect(await relay.ask('checkout', anna)).toBe(true), 20_000);
});

afterEach(async () => {
  expect(await relay.ask('checkout', anna), 'the relay goes on serving').toBe(true);
});

afterAll(() => hoist.stop());

const inCountry = (operand: string): JsonObject => ({ attribute: 'country', operator: 'equals', operand });
const inSegment = (operand: string): JsonObject => ({ operator: 'segment', operand });
const segment = (key: string, ...conditions: readonly JsonObject[]): JsonObject => ({
  key,
  name: key,
  conditionGroups: [{ conditions }],
});

async function saving(path: string, body: JsonObject): Promise<Call> {
  return ['PUT', path, { ifMatch: (await api.get(path)).etag, body }];
}

async function changing(path: string, body: JsonObject): Promise<Call> {
  return ['PATCH', path, { ifMatch: (await api.get(path)).etag, body }];
}

describe("a variant's value", () => {
  it.each([
    ['boolean', 'true'],
    ['string', 7],
    ['integer', 1.5],
    ['integer', 9_007_199_254_740_992],
    ['float', '1.5'],
    ['object', 'text'],
    ['object', null],
    ['object', { id: 9_007_199_254_740_992 }],
    ['object', { text: '\ud800' }],
  ])('of a %s flag cannot be %j', async (type, value) => {
    const body = booleanFlag('refused', { type, variants: [{ key: 'a', value }] });
    const fields = await refusals.refuseFields(['POST', '/api/v1/flags', { body }]);
    expect(fields).toHaveLength(1);
    expect(fields[0]).toMatch(/^\/variants\/0\/value/);
  });

  it.each<[JsonObject, string]>([
    [
      {
        variants: [
          { key: 'on', value: true },
          { key: 'on', value: false },
        ],
      },
      '/variants/1/key',
    ],
    [{ variants: [] }, '/variants'],
    [
      {
        variants: [
          { key: 'on', value: true },
          { key: 'a b', value: false },
        ],
      },
      '/variants/1/key',
    ],
    [{ type: 'colour' }, '/type'],
    [{ tags: 'checkout' }, '/tags'],
    [{ kind: 'toggle' }, '/kind'],
  ])('and other fields are refused beside themselves: %j', async (more, field) => {
    const body = booleanFlag('refused', more);
    expect(await refusals.refuseFields(['POST', '/api/v1/flags', { body }])).toEqual([field]);
  });

  it('has a type that is for ever', async () => {
    const call = await changing('/api/v1/flags/checkout', { type: 'string' });
    expect(await refusals.refuseFields(call)).toEqual(['/type']);
  });
});

describe('segments', () => {
  it('in a circle are refused, whichever closes it', async () => {
    await api.done('POST', '/api/v1/segments', { body: segment('a', inCountry('AT')) });
    await api.done('POST', '/api/v1/segments', { body: segment('b', inSegment('a')) });
    await api.done('POST', '/api/v1/segments', { body: segment('c', inSegment('b')) });
    for (const end of ['a', 'b', 'c']) {
      const { conditionGroups = [] } = segment('a', inCountry('AT'), inSegment(end));
      const call = await changing('/api/v1/segments/a', { conditionGroups });
      expect(toProblem(await refusals.refuse(422, call)).detail).toMatch(/contains itself/);
    }
    const self = segment('self', inSegment('self'));
    await refusals.refuse(422, ['POST', '/api/v1/segments', { body: self }]);
  });

  const first = /^\/conditionGroups\/0\/conditions\/0/;
  const itsAttribute = /^\/conditionGroups\/0\/conditions\/0\/attribute$/;
  it.each<[JsonObject, RegExp]>([
    [inSegment('nobody'), first],
    [{ attribute: 'country', operator: 'sounds-like', operand: 'DE' }, first],
    [{ attribute: 'country', operator: 'in', operand: 'DE' }, first],
    [{ attribute: 'age', operator: 'greater-than', operand: 'many' }, first],
    [{ operator: 'equals', operand: 'DE' }, first],
    [{ attribute: '', operator: 'equals', operand: 'DE' }, itsAttribute],
  ])('with the condition %j are refused beside it', async (condition, field) => {
    const body = segment('refused', condition);
    const fields = await refusals.refuseFields(['POST', '/api/v1/segments', { body }]);
    expect(fields.length).toBeGreaterThan(0);
    for (const name of fields) expect(name).toMatch(field);
  });

  it('with an empty group or 513 IDs are refused beside them', async () => {
    const empty = { ...segment('refused'), conditionGroups: [{ conditions: [] }] };
    const call: Call = ['POST', '/api/v1/segments', { body: empty }];
    expect(await refusals.refuseFields(call)).toEqual(['/conditionGroups/0/conditions']);
    const included = Array.from({ length: 513 }, (_, index) => `id-${index}`);
    const body = { ...segment('refused', inCountry('DE')), included };
    const many: Call = ['POST', '/api/v1/segments', { body }];
    expect(await refusals.refuseFields(many)).toEqual(['/included']);
  });
});

const base = settingFor(['germans'], serve('off'));
const ranges = (...list: readonly (readonly [number, number, string])[]): JsonObject => ({
  ...base,
  everyoneElse: {
    strategy: 'split',
    params: { ranges: list.map(([from, to, variant]) => ({ from, to, variant })) },
  },
});

const asksPattern = { attribute: 'sku', operator: 'regex', operand: '^x' };
const patterns = (count: number) => ({
  id: `r${count}`,
  conditions: Array.from({ length: count }, () => asksPattern),
  serve: serve('on'),
});

const wrongSettings: readonly [string, JsonObject, RegExp][] = [
  ['an unknown variant', { ...base, everyoneElse: serve('blue') }, /^\/setting\/everyoneElse/],
  ['an unknown variant when off', { ...base, off: 'blue' }, /^\/setting\/off$/],
  ['an unknown segment', settingFor(['nobody'], serve('off')), /^\/setting\/rules\/0\/segments/],
  ['an unknown segment never to have it', { ...base, never: ['nobody'] }, /^\/setting\/never/],
  [
    'an unknown strategy',
    { ...base, everyoneElse: { strategy: 'lottery', params: {} } },
    /^\/setting\/everyoneElse/,
  ],
  [
    'an unknown prerequisite',
    { ...base, prerequisites: [{ flag: 'nobody', variants: ['on'] }] },
    /^\/setting\/prerequisites/,
  ],
  [
    'itself as prerequisite',
    { ...base, prerequisites: [{ flag: 'checkout', variants: ['on'] }] },
    /^\/setting\/prerequisites/,
  ],
  ['a gap between ranges', ranges([0, 10, 'on'], [20, 100_000, 'off']), /^\/setting\/everyoneElse/],
  ['ranges that overlap', ranges([0, 60_000, 'on'], [50_000, 100_000, 'off']), /^\/setting\/everyoneElse/],
  ['ranges that end too early', ranges([0, 60_000, 'on']), /^\/setting\/everyoneElse/],
  ['ranges that end too late', ranges([0, 100_001, 'on']), /^\/setting\/everyoneElse/],
  ['no ranges', ranges(), /^\/setting\/everyoneElse/],
  ['a range of an unknown variant', ranges([0, 100_000, 'blue']), /^\/setting\/everyoneElse/],
  [
    'a rule for nobody in particular',
    { ...base, rules: [{ id: 'r', serve: serve('on') }] },
    /^\/setting\/rules\/0\/segments/,
  ],
  ['101 patterns', { ...base, rules: [50, 49, 2].map(patterns) }, /^\/setting\/rules$/],
  ['neither on nor off', { ...base, enabled: 'yes' }, /^\/setting\/enabled$/],
];

describe('a setting', () => {
  it.each(wrongSettings)('with %s is refused beside the field', async (_, setting, field) => {
    const fields = await refusals.refuseFields(await saving(inDev, { setting }));
    expect(fields.length).toBeGreaterThan(0);
    for (const name of fields) expect(name).toMatch(field);
  });

  it.each(wrongSettings.slice(0, -1))('with %s is refused although it is off', async (_, setting) => {
    await refusals.refuseFields(await saving(inDev, { setting: { ...setting, enabled: false } }));
  });

  it('with an unknown operator in a rule is refused', async () => {
    const rules = [
      { id: 'r', conditions: [{ attribute: 'x', operator: 'sounds-like' }], serve: serve('on') },
    ];
    const [field] = await refusals.refuseFields(await saving(inDev, { setting: { ...base, rules } }));
    expect(field).toMatch(/^\/setting\/rules\/0\/conditions\/0/);
  });

  it.each([[null], ['on'], [[]], [7], [undefined]])('that is %j is refused', async (setting) => {
    const call = await saving(inDev, { setting } as JsonObject);
    expect((await refusals.refuseFields(call)).length).toBeGreaterThan(0);
  });

  it('in protected prod wants a comment', async () => {
    for (const comment of [undefined, '', '  ', 'x'.repeat(2_001), 'turned \u202e round']) {
      const call = await saving(inProd, { setting: base, comment } as JsonObject);
      expect(await refusals.refuseFields(call)).toEqual(['/comment']);
    }
  });

  it('that was never made cannot be switched on', async () => {
    const call = await changing(inProd, { enabled: true, comment: 'now' });
    expect(toProblem(await refusals.refuse(422, call)).title).toBe('Not set up yet');
  });
});

describe('the same request twice', () => {
  it('with one Idempotency-Key has one effect', async () => {
    const headers = { 'idempotency-key': 'once-1' };
    const body = booleanFlag('once');
    const first = await api.done('POST', '/api/v1/flags', { headers, body });
    const second = await api.done('POST', '/api/v1/flags', { headers, body });
    expect([second.status, second.body, second.etag]).toEqual([first.status, first.body, first.etag]);
    const path = '/api/v1/flags/once/environments/dev';
    const { etag } = await api.get(path);
    const save = { ifMatch: etag, headers: { 'idempotency-key': 'once-2' }, body: { setting: base } };
    const saved = [await api.done('PUT', path, save), await api.done('PUT', path, save)];
    expect(saved[1]?.body).toEqual(saved[0]?.body);
  });

  it('makes one key, whose text both answers carry', async () => {
    const headers = { 'idempotency-key': 'key-1' };
    const body = { environment: 'staging', name: 'once', scope: 'server' };
    const first = await api.done('POST', '/api/v1/keys', { headers, body });
    const again = await api.done('POST', '/api/v1/keys', { headers, body });
    expect(again.body).toEqual(first.body);
    const { body: list } = await api.get('/api/v1/keys?environment=staging');
    expect(list['items']).toHaveLength(1);
  });

  it('is distinguished from another request under the same Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'once-3' };
    await api.done('POST', '/api/v1/flags', { headers, body: booleanFlag('first') });
    await api.done('POST', '/api/v1/flags', { headers, body: booleanFlag('second') });
  });

  it.each(['install', 'follow:1:1'])('never meets what Hoist does by itself: %s', async (key) => {
    const headers = { 'idempotency-key': key };
    await api.done('POST', '/api/v1/flags', {
      headers,
      body: booleanFlag(`by-${key.replaceAll(':', '-')}`),
    });
  });

  it.each(['', 'x'.repeat(129), 'a b'])('with the Idempotency-Key %# is refused', async (key) => {
    const headers = { 'idempotency-key': key };
    await refusals.refuse(400, ['POST', '/api/v1/flags', { headers, body: booleanFlag('refused') }]);
  });
});

describe('many at once', () => {
  it('1,000 flags created by parallel requests are all there', async () => {
    const keys = Array.from({ length: 1_000 }, (_, index) => `many-${index}`);
    const answers = await Promise.all(
      keys.map((key) => api.send('POST', '/api/v1/flags', { body: booleanFlag(key, { tags: ['many'] }) })),
    );
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    const many = '/api/v1/flags?search=many-&limit=500';
    const { body } = await api.get(many);
    const last = (await api.get(`${many}&after=${String(body['next'])}`)).body;
    expect([body, last]).toMatchObject([{ items: { length: 500 } }, { items: { length: 500 }, next: null }]);
  });

  it('20 requests for one key make one flag', async () => {
    const tries = Array.from({ length: 20 }, () =>
      api.send('POST', '/api/v1/flags', { body: booleanFlag('one') }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  });
});
