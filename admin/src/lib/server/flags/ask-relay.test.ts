import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { askRelay } from './ask-relay.ts';

interface Seen {
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

let close: (() => void) | undefined;
afterEach(() => close?.());

/** A server that answers as OFREP does, and keeps what it was asked. */
async function answering(status: number, body: string): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      seen.push({ url: request.url, authorization: request.headers.authorization, body: text });
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => server.close();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const ask = (relayUrl: string) =>
  askRelay({ relayUrl, key: 'k', flag: 'checkout-v2', context: { targetingKey: 'u-1' } });

describe('askRelay', () => {
  it('asks as any OFREP client does', async () => {
    const { url, seen } = await answering(
      200,
      '{"key":"checkout-v2","value":true,"variant":"on","reason":"SPLIT"}',
    );
    expect(await ask(url)).toMatchObject({
      good: true,
      status: 200,
      title: 'true (on)',
      why: expect.stringContaining('percentage') as string,
    });
    expect(seen).toEqual([
      {
        url: '/ofrep/v1/evaluate/flags/checkout-v2',
        authorization: 'Bearer k',
        body: '{"context":{"targetingKey":"u-1"}}',
      },
    ]);
  });

  it('says that the app uses its default where there is no value', async () => {
    const { url } = await answering(200, '{"key":"checkout-v2","reason":"DISABLED","variant":""}');
    expect(await ask(url)).toMatchObject({ good: true, title: 'No value: the app uses its own default' });
  });

  it.each([
    [401, 'does not know this key'],
    [404, 'does not know this flag'],
    [503, 'Ask again'],
    [500, 'See the answer below'],
  ])('says what %i means', async (status, why) => {
    const { url } = await answering(status, 'not json');
    expect(await ask(url)).toMatchObject({
      good: false,
      status,
      text: 'not json',
      why: expect.stringContaining(why) as string,
    });
  });

  it('says so where nobody listens', async () => {
    const { url } = await answering(200, '');
    close?.();
    expect(await ask(url)).toMatchObject({
      good: false,
      status: undefined,
      why: expect.stringContaining(url) as string,
    });
  });
});
