import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { SignInCrowd } from './sign-in-crowd.ts';
import { captureLog } from '../logging/testing-log.ts';

it('lets in as many as may wait, refuses the rest at once, and keeps places for browsers that it knows', async () => {
  const crowd = new SignInCrowd((cookies) => cookies === 'known');
  const inside: ServerResponse[] = [];
  const server = createServer((request, response) => {
    if (!crowd.refuses(request, response, '192.0.2.1')) inside.push(response);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  const log = captureLog();
  onTestFinished(() => log.restore());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const enter = (cookie: string, path = '/sign-in?/default') =>
    fetch(url + path, { method: 'POST', body: 'email=x', headers: { cookie } });

  const waiting = Array.from({ length: 52 }, () => enter('none'));
  await vi.waitFor(() => expect(inside).toHaveLength(52), 20_000);
  const refused = await enter('none');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  expect(log.lines).toHaveLength(1);
  waiting.push(enter('known'), enter('none', '/setup'));
  await vi.waitFor(() => expect(inside).toHaveLength(54), 20_000);
  inside.forEach((response) => response.end());
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(waiting.map(() => 200));
  waiting.push(enter('none'));
  await vi.waitFor(() => expect(inside).toHaveLength(55), 20_000);
  inside.at(-1)?.end();
});
