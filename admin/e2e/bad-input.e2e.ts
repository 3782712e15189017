import type { JsonObject } from '@hoist/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Api, booleanFlag, messagesOf, serve, settingFor, share, toProblem } from './api.ts';
import { openBareClient } from './clients.ts';
import type { Client } from './clients.ts';
import { Refusals } from './refusals.ts';
import type { Call } from './refusals.ts';
import { RunningHoist } from './running-hoist.ts';
import { administrator, setUp, signIn } from './session.ts';

const onFlag = '/api/v1/flags/checkout';
const inDev = `${onFlag}/environments/dev`;
const inProd = `${onFlag}/environments/prod`;

let hoist: RunningHoist;
let api: Api;
let relay: Client;
let refusals: Refusals;

beforeAll(async () => {
  hoist = await RunningHoist.start();
  api = new Api(hoist);
  refusals = new Refusals(api);
  await api.done('POST', '/api/v1/segments', { body: germans });
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('checkout') });
  await api.set('checkout', 'dev', settingFor(['germans'], serve('off')));
  const key = await api.done('POST', '/api/v1/keys', {
    body: { environment: 'dev', name: 'app', scope: 'server' },
  });
  relay = openBareClient({ baseUrl: hoist.relayUrl, key: String(key.body['key']) });
  await vi.waitFor(async () => expect(await relay.ask('checkout', anna)).toBe(true), 20_000);
});

afterAll(() => hoist.stop());

const anna = { targetingKey: 'anna', country: 'DE' };
const germans = {
  key: 'germans',
  name: 'Germans',
  conditionGroups: [{ conditions: [{ attribute: 'country', operator: 'equals', operand: 'DE' }] }],
};

const refuse = (status: number, call: Call) => refusals.refuse(status, call);
const refuseFields = (call: Call) => refusals.refuseFields(call);

const newFlag = (more: JsonObject): Call => ['POST', '/api/v1/flags', { body: booleanFlag('refused', more) }];

const newSegment = (more: JsonObject): Call => [
  'POST',
  '/api/v1/segments',
  { body: { ...germans, key: 'refused', ...more } },
];

describe('a body that cannot be read', () => {
  it.each([
    ['malformed JSON', '{"key":'],
    ['nothing at all', ''],
    ['a list', '[]'],
    ['a text', '"checkout"'],
    ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
    ['33 levels', `{"x":${'['.repeat(32)}${']'.repeat(32)}}`],
    ['100,000 levels', '['.repeat(100_000)],
    ['a number beyond all', '{"x":1e400}'],
    ['100,001 entries', JSON.stringify({ x: Array.from({ length: 100_001 }, () => 0) })],
  ])('%s is a 400', async (_, raw) => {
    await refuse(400, ['POST', '/api/v1/flags', { raw }]);
  });

  it.each([
    ['text/plain', 'Send JSON as application/json in UTF-8.'],
    ['multipart/form-data; boundary=x', 'Send JSON as application/json in UTF-8.'],
    ['application/json; charset=utf-16', 'Send JSON as application/json in UTF-8.'],
  ])('as %s is a 415', async (type, detail) => {
    const raw = JSON.stringify(booleanFlag('refused'));
    const answer = await refuse(415, ['POST', '/api/v1/flags', { raw, headers: { 'content-type': type } }]);
    expect(toProblem(answer).detail).toBe(detail);
  });

  it('too large is a 413, with its length said beforehand or not', async () => {
    const raw = JSON.stringify(booleanFlag('refused', { description: 'x'.repeat(600_000) }));
    await refuse(413, ['POST', '/api/v1/flags', { raw }]);
    await refuse(413, ['POST', '/api/v1/flags', { raw: JSON.stringify({ name: 'ü'.repeat(300_000) }) }]);
  });
});

describe('lists', () => {
  const listing = (values: number, ids: number) => ({
    key: 'listing',
    name: 'Listing',
    included: Array.from({ length: ids }, (_, index) => `id-${index}`),
    conditionGroups: [
      {
        conditions: [
          {
            attribute: 'country',
            operator: 'in',
            operand: Array.from({ length: values }, (_, at) => `v${at}`),
          },
        ],
      },
    ],
  });

  it('take as many values and IDs as they may have, and say at one more what helps', async () => {
    const refused = async (body: JsonObject) => {
      const answer = await api.send('POST', '/api/v1/segments', { body });
      return messagesOf(answer);
    };
    expect(await refused(listing(10_001, 512))).toEqual({
      '/conditionGroups/0/conditions/0/operand': expect.stringMatching(
        /^A list has at most 10,000 values\. Spread it over several segments, or /,
      ) as string,
    });
    expect(await refused(listing(10_000, 513))).toEqual({
      '/included': expect.stringMatching(/^A list has at most 512 IDs here\. Add more as a file, /) as string,
    });
    await api.done('POST', '/api/v1/segments', { body: listing(10_000, 512) });
  });
});

describe('who asks, and for what', () => {
  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer hoist_wrong' }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
    ['a made-up session', { cookie: 'hoist.session_token=abc.def' }],
  ])('%s is a 401', async (_, headers) => {
    const stranger = new Api(hoist, headers);
    expect(toProblem(await stranger.get('/api/v1/flags')).status).toBe(401);
    await refusals.refuse(401, ['POST', '/api/v1/flags', { body: booleanFlag('refused') }], stranger);
    await refusals.refuse(401, ['DELETE', '/api/v1/keys/x?environment=dev'], stranger);
  });

  it.each([
    ['GET', '/api/v1/flags/nobody'],
    ['GET', '/api/v1/flags/nobody/environments/dev'],
    ['GET', '/api/v1/flags/checkout/environments/moon'],
    ['GET', '/api/v1/flags/__proto__'],
    ['GET', '/api/v1/flags/constructor/environments/__proto__'],
    ['GET', '/api/v1/segments/nobody'],
    ['GET', '/api/v1/versions/moon'],
    ['GET', '/api/v1/environments/moon/pending'],
    ['GET', '/api/v1/keys?environment=moon'],
    ['DELETE', '/api/v1/keys/nobody?environment=dev'],
    ['GET', '/api/v1/nothing-here'],
  ])('%s %s is a 404', async (method, path) => {
    await refuse(404, [method, path]);
  });

  it('a change of what is not there is a 404', async () => {
    const ifMatch = `"${'0'.repeat(64)}"`;
    await refuse(404, ['PATCH', '/api/v1/flags/nobody', { ifMatch, body: { name: 'x' } }]);
    await refuse(404, ['PUT', `${onFlag}/environments/moon`, { ifMatch, body: { setting: {} } }]);
    await refuse(404, ['PATCH', '/api/v1/segments/nobody', { ifMatch, body: { name: 'x' } }]);
  });

  it('a method that is not there is a 405, an address that cannot be read a 400', async () => {
    await refuse(405, ['DELETE', '/api/v1/flags']);
    const unreadable = toProblem(await api.get('/api/v1/flags/%E0%A4%A'));
    expect(unreadable.code).toBe('malformed-address');
  });

  it('a question without its environment names the field', async () => {
    expect(await refuseFields(['GET', '/api/v1/keys'])).toEqual(['?environment']);
    expect(await refuseFields(['GET', '/api/v1/flags?limit=-1&page=2'])).toEqual(['?limit', '?page']);
  });
});

describe('what a change is based on', () => {
  it.each([
    ['PATCH', onFlag],
    ['PUT', inDev],
    ['PATCH', inDev],
    ['PATCH', '/api/v1/segments/germans'],
  ])('%s %s without If-Match is a 428', async (method, path) => {
    await refuse(428, [method, path, { body: { name: 'x', enabled: false, setting: {} } }]);
    await refuse(428, [method, path, { ifMatch: '*', body: { name: 'x', enabled: false, setting: {} } }]);
  });

  it('two saves of one setting from one ETag: the second sees the first and overwrites nothing', async () => {
    const { etag } = await api.get(inDev);
    const mine = settingFor(['germans'], share(25));
    const saved = await api.done('PUT', inDev, { ifMatch: etag, body: { setting: mine } });
    const second = await refuse(409, [
      'PUT',
      inDev,
      { ifMatch: etag, body: { setting: settingFor([], serve('off')) } },
    ]);
    const { theirs } = toProblem(second);
    expect(theirs).toMatchObject({ value: mine, who: 'Bootstrap token' });
    expect(`"${String(theirs?.['etag'])}"`).toBe(saved.etag);
    const again = await api.send('PUT', inDev, {
      ifMatch: saved.etag,
      body: { setting: settingFor(['germans'], serve('off')) },
    });
    expect(again.status).toBe(200);
  });

  it('ten at once from one ETag: one is saved, nine are conflicts', async () => {
    const { etag } = await api.get(inDev);
    const tries = Array.from({ length: 10 }, (_, index) =>
      api.send('PUT', inDev, { ifMatch: etag, body: { setting: settingFor(['germans'], share(index + 1)) } }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    await api.set('checkout', 'dev', settingFor(['germans'], serve('off')));
  });

  it('a definition that somebody else changed is a 409 with theirs', async () => {
    const { etag } = await api.get(onFlag);
    await api.done('PATCH', onFlag, { ifMatch: etag, body: { name: 'Checkout v2' } });
    const answer = await refuse(409, ['PATCH', onFlag, { ifMatch: etag, body: { name: 'Checkout v3' } }]);
    expect(toProblem(answer).theirs).toMatchObject({ value: { name: 'Checkout v2' } });
  });
});

describe('keys and texts', () => {
  it('a key that is taken is a 409 beside the key', async () => {
    const flag = await refuse(409, ['POST', '/api/v1/flags', { body: booleanFlag('checkout') }]);
    expect(Object.keys(messagesOf(flag))).toEqual(['/key']);
    const segment = await refuse(409, ['POST', '/api/v1/segments', { body: germans }]);
    expect(Object.keys(messagesOf(segment))).toEqual(['/key']);
  });

  it.each(['', ' ', 'ü', 'a b', 'a/b', '../x', '<b>', 'a\n', 'x'.repeat(129)])(
    'the key %# is a 422',
    async (key) => {
      expect(await refuseFields(newFlag({ key }))).toEqual(['/key']);
      expect(await refuseFields(newSegment({ key }))).toEqual(['/key']);
    },
  );

  it.each(['x'.repeat(10_000), '', '  ', '\ud800', 'before \udc00 after', 7, null])(
    'the name %# is a 422',
    async (name) => {
      expect(await refuseFields(newFlag({ name }))).toEqual(['/name']);
      expect(await refuseFields(newSegment({ name }))).toEqual(['/name']);
      const key = { environment: 'dev', name, scope: 'server' };
      expect(await refuseFields(['POST', '/api/v1/keys', { body: key }])).toEqual(['/name']);
    },
  );

  it('half a surrogate pair is refused wherever it hides', async () => {
    expect(await refuseFields(newFlag({ tags: ['good', '\ud800'] }))).toEqual(['/tags/1']);
    expect(await refuseFields(newSegment({ included: ['\ud800'] }))).toEqual(['/included/0']);
    const { etag } = await api.get(inProd);
    const setting = settingFor(['germans'], serve('off'));
    expect(
      await refuseFields(['PUT', inProd, { ifMatch: etag, body: { setting, comment: '\ud800' } }]),
    ).toEqual(['/comment']);
  });

  it('keeps HTML as the text that it is', async () => {
    const html = '<img src=x onerror=alert(1)> & "friends"';
    const body = booleanFlag('html', {
      name: html,
      description: html,
      owner: { name: html },
      module: html,
      tags: ['<b>'],
    });
    const { body: made } = await api.done('POST', '/api/v1/flags', { body });
    expect(made['definition']).toMatchObject({
      name: html,
      description: html,
      owner: { name: html, person: null },
      module: html,
      tags: ['<b>'],
    });
    expect((await api.get('/api/v1/flags/html')).body['definition']).toEqual(made['definition']);
  });

  it('takes __proto__ and constructor as keys like any other', async () => {
    await setUp(hoist);
    const mira = await signIn(hoist, administrator);
    const page = { accept: 'text/html' };
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const variants = [
        { key: '__proto__', value: true },
        { key: 'off', value: false },
      ];
      await api.done('POST', '/api/v1/segments', { body: { ...germans, key } });
      await api.done('POST', '/api/v1/flags', { body: booleanFlag(key, { variants }) });
      const rules = [{ id: key, segments: [key], serve: serve('__proto__') }];
      await api.set(key, 'dev', { enabled: true, off: 'off', rules, everyoneElse: serve('off') });
      expect((await api.get(`/api/v1/flags/${key}`)).body['definition']).toMatchObject({ key });
      expect((await mira.send('GET', `/flags/${key}?env=dev`, { headers: page })).status).toBe(200);
      await expect.poll(() => relay.ask(key, anna)).toBe(true);
    }
  });
});
