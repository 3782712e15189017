import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RunningHoist } from './running-hoist.ts';

const crowd = 1_000;
/** What a flood may take right after the start, and how long it may hold up the event loop, in seconds (aimed at: 0.1 on a machine of its own). */
const most = { bytes: 60 * 1_024 * 1_024, blocked: 3 };

let hoist: RunningHoist;

beforeAll(async () => {
  hoist = await RunningHoist.start(undefined, { HOIST_TRUSTED_PROXIES: '127.0.0.1, ::1' });
});

afterAll(() => hoist.stop());

/** One of many, from an address of its own, to an account of its own. Resolves with the status of the answer. */
async function tryToSignIn(number: number): Promise<number> {
  const { port, host } = new URL(hoist.adminUrl);
  const socket = connect(Number(port), 'localhost');
  const body = `email=nobody${number}%40example.com&password=a-wrong-password-${number}`;
  socket.write(
    [
      'POST /sign-in HTTP/1.1',
      `Host: ${host}`,
      `Origin: ${hoist.adminUrl}`,
      `X-Forwarded-For: 10.0.${Math.floor(number / 250)}.${number % 250}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  const answer = await text(socket);
  return Number(answer.split(' ')[1]);
}

/** One of the admin's own figures. */
async function read(metric: string): Promise<number> {
  const metrics = await (await fetch(`${hoist.managementUrls[0]}/metrics`)).text();
  return Number(new RegExp(`^${metric} (\\S+)$`, 'm').exec(metrics)?.[1]);
}

it('a thousand who sign in at once right after the start take less than 60 MB, and hold up nobody else', async () => {
  const before = await read('process_resident_memory_bytes');
  const statuses = await Promise.all(Array.from({ length: crowd }, (_, number) => tryToSignIn(number)));
  expect(new Set(statuses)).toEqual(new Set([401, 503]));
  expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(52);
  expect(await read('nodejs_eventloop_lag_max_seconds')).toBeLessThan(most.blocked);
  expect((await read('process_resident_memory_bytes')) - before).toBeLessThan(most.bytes);
});
