import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixed, Installation, percentage, publishedFlag, startRelay } from '../testing.ts';
import type { RunningRelay } from '../testing.ts';

const base = '/ofrep/v1/evaluate/flags';
let installation: Installation;
let relay: RunningRelay;
let key: string;
let clientKey: string;

beforeAll(async () => {
  installation = new Installation();
  const german = { attribute: 'country', operator: 'equals', operand: 'DE', negate: false };
  await installation.publish('dev', {
    flags: [
      publishedFlag('plain', { everyoneElse: fixed('on') }, { clientVisible: true }),
      publishedFlag('german', {
        rules: [{ id: 'r', name: '', enabled: true, segments: [], conditions: [german], serve: fixed('on') }],
      }),
      publishedFlag('quarter', { everyoneElse: percentage(25_000) }),
      publishedFlag('turned-off', { enabled: false, everyoneElse: fixed('on') }),
      publishedFlag('not-set-up', null),
      publishedFlag('foreign', { everyoneElse: { strategy: 'acme:lottery', params: {} } }),
      publishedFlag(
        'price',
        { everyoneElse: fixed('ten') },
        {
          type: 'float',
          variants: [
            { key: 'ten', value: 10 },
            { key: 'off', value: 0 },
          ],
        },
      ),
    ],
  });
  key = await installation.addKey('dev');
  clientKey = await installation.addKey('dev', 'client');
  relay = await startRelay({ url: installation.url, dataDir: installation.folder });
  await relay.until(() => relay.relay.ready);
});

afterAll(async () => {
  await relay.stop();
  installation.remove();
});

const ask = async (flag: string, context: unknown = {}) => {
  const response = await relay.post(`${base}/${flag}`, { key, body: JSON.stringify({ context }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('one flag over HTTP', () => {
  it.each([
    ['plain', {}, 200, { key: 'plain', value: true, variant: 'on', reason: 'STATIC' }],
    ['german', { country: 'DE' }, 200, { value: true, reason: 'TARGETING_MATCH' }],
    ['german', { country: 'FR' }, 200, { value: false, reason: 'DEFAULT' }],
    ['turned-off', {}, 200, { value: false, variant: 'off', reason: 'DISABLED' }],
    ['quarter', { targetingKey: 'user-1' }, 200, { reason: 'SPLIT' }],
    ['quarter', {}, 400, { key: 'quarter', errorCode: 'TARGETING_KEY_MISSING' }],
    ['foreign', {}, 400, { key: 'foreign', errorCode: 'PARSE_ERROR' }],
    ['unknown', {}, 404, { key: 'unknown', errorCode: 'FLAG_NOT_FOUND' }],
    ['x'.repeat(129), {}, 404, { errorCode: 'FLAG_NOT_FOUND' }],
    ['__proto__', {}, 404, { key: '__proto__', errorCode: 'FLAG_NOT_FOUND' }],
  ])('answers %s for %j with %i', async (flag, context, status, expected) => {
    const answer = await ask(flag, context);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(expected);
    expect(answer.body['metadata']).toBeTypeOf('object');
  });

  it('leaves out the value of a flag that is not set up, with a variant that is a text', async () => {
    const { status, body } = await ask('not-set-up');
    expect(status).toBe(200);
    expect(body).toMatchObject({ reason: 'DISABLED', variant: '' });
    expect(body).not.toHaveProperty('value');
  });

  it('writes a float with its decimal point, and its own version', async () => {
    const response = await relay.post(`${base}/price`, { key });
    const text = await response.text();
    expect(text).toContain('"value":10.0');
    expect(JSON.parse(text)).toMatchObject({ metadata: { version: 1, flagSetId: 'dev' } });
  });

  it.each([
    ['no body', undefined],
    ['an empty object', '{}'],
    ['no context', '{"context":null}'],
  ])('takes %s as an empty context', async (_, body) => {
    const response = await relay.post(`${base}/plain`, {
      key,
      ...(body === undefined ? { body: '' } : { body }),
    });
    expect(response.status).toBe(200);
  });

  it('accepts a body without a Content-Type, a doubled slash and an encoded key', async () => {
    const bytes = new TextEncoder().encode('{"context":{"country":"DE"}}');
    const response = await fetch(`${relay.url}/${base}/%67erman`, {
      method: 'POST',
      body: bytes,
      headers: { 'x-api-key': key },
    });
    expect(await response.json()).toMatchObject({ key: 'german', value: true });
  });
});

describe('all flags over HTTP', () => {
  it('answers every flag once, in the order of keys, each failing alone', async () => {
    const response = await relay.post(base, { key });
    const { flags, metadata } = (await response.json()) as {
      flags: { key: string; errorCode?: string }[];
      metadata: object;
    };
    expect(response.status).toBe(200);
    expect(flags.map((flag) => flag.key)).toEqual([
      'foreign',
      'german',
      'not-set-up',
      'plain',
      'price',
      'quarter',
      'turned-off',
    ]);
    expect(flags.filter((flag) => flag.errorCode).map((flag) => flag.key)).toEqual(['foreign', 'quarter']);
    expect(metadata).toEqual({ flagSetId: 'dev' });
  });

  it('agrees with the single endpoint for the same context', async () => {
    const context = { targetingKey: 'user-7', country: 'DE' };
    const response = await relay.post(base, { key, body: JSON.stringify({ context }) });
    const { flags } = (await response.json()) as { flags: { key: string }[] };
    for (const flag of flags) expect((await ask(flag.key, context)).body).toEqual(flag);
  });

  it('answers 304 while nothing changed for this context, and 200 when the context changes the outcome', async () => {
    const body = (country: string) => JSON.stringify({ context: { targetingKey: 'a', country } });
    const first = await relay.post(base, { key, body: body('DE') });
    const etag = first.headers.get('etag') ?? '';
    await first.arrayBuffer();
    const conditional = { 'if-none-match': etag };
    const same = await relay.post(base, { key, body: body('DE'), headers: conditional });
    expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, etag, '']);
    const other = await relay.post(base, { key, body: body('FR'), headers: conditional });
    expect(other.status).toBe(200);
  });

  it('shows a browser its own flags only, and hides the others as if they did not exist', async () => {
    const response = await relay.post(base, { key: clientKey });
    expect(((await response.json()) as { flags: { key: string }[] }).flags.map((flag) => flag.key)).toEqual([
      'plain',
    ]);
    const hidden = await relay.post(`${base}/german`, { key: clientKey });
    const unknown = await relay.post(`${base}/absent`, { key: clientKey });
    expect(hidden.status).toBe(404);
    expect((await hidden.text()).replaceAll('german', 'absent')).toBe(await unknown.text());
  });
});

describe('requests that cannot be answered', () => {
  it.each([
    ['no key', {}, 401],
    ['an unknown key', { authorization: 'Bearer unknown' }, 401],
    ['a mistyped key', { authorization: 'Bearer hoist_server_x' }, 401],
    ['a key in the wrong scheme', { authorization: 'Basic abc' }, 401],
  ])('answers %s with %s', async (_, headers, status) => {
    const response = await relay.post(`${base}/plain`, { headers });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errorDetails: expect.any(String) as string, metadata: {} });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each([
    ['{"context":', 400, 'PARSE_ERROR'],
    ['[]', 400, 'INVALID_CONTEXT'],
    ['{"context":{"targetingKey":1}}', 400, 'INVALID_CONTEXT'],
    [`{"context":${'['.repeat(16)}${']'.repeat(16)}}`, 400, 'PARSE_ERROR'],
    [`{"context":{"a":"${'x'.repeat(65_536)}"}}`, 413, 'GENERAL'],
  ])('answers the body %.30s with %i', async (body, status, errorCode) => {
    const response = await relay.post(`${base}/plain`, { key, body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errorCode, metadata: {} });
  });

  it('keeps the flag key beside the code, as clients need it', async () => {
    const response = await relay.post(`${base}/plain`, { key, body: '{' });
    expect(await response.json()).toMatchObject({ key: 'plain', errorCode: 'PARSE_ERROR' });
  });

  it('refuses bytes that are not UTF-8', async () => {
    const response = await relay.post(`${base}/plain`, {
      key,
      body: Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errorDetails: expect.stringContaining('UTF-8') as string });
  });

  it.each([
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/json; charset=utf-16' }],
    [{ 'content-encoding': 'gzip' }],
  ])('refuses %j with 415', async (headers) => {
    expect((await relay.post(base, { key, headers })).status).toBe(415);
  });

  it('stops reading a chunked body past the limit', async () => {
    const chunk = `2000\r\n${'x'.repeat(8_192)}\r\n`;
    const head = `POST ${base} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const answer = await sendRaw(head + chunk.repeat(16));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
  });

  it('allows POST only, and says so', async () => {
    const response = await fetch(`${relay.url}${base}`, { headers: { authorization: `Bearer ${key}` } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });

  it('answers a preflight without a key, with the headers that were asked for', async () => {
    const headers = {
      origin: 'https://shop.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-custom',
    };
    const response = await fetch(`${relay.url}${base}`, { method: 'OPTIONS', headers });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toContain('if-none-match');
    expect(response.headers.get('access-control-allow-headers')).toContain('x-custom');
  });

  it('answers any other path in JSON', async () => {
    const response = await fetch(`${relay.url}/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errorDetails: expect.stringContaining('/ofrep/v1/evaluate/flags') as string,
    });
  });
});

function sendRaw(text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const { port, hostname } = new URL(relay.url);
  let answer = '';
  const socket = connect(Number(port), hostname, () => socket.write(text));
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.on('close', () => resolve(answer));
  socket.on('error', (error) => (answer ? resolve(answer) : reject(error)));
  return promise;
}
