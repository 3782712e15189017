import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { RelayClient } from './relay-client.ts';
import { RulesetFollower } from './ruleset-follower.ts';

const ruleset = {
  format: 1,
  installation: 'first',
  environment: 'dev',
  epoch: 1,
  version: 1,
  state: 'a'.repeat(64),
  flags: [],
  segments: [],
};

it('asks ever less often where each stream ends as soon as it was opened', async () => {
  let opened = 0;
  const relay = createServer((request, response) => {
    if (request.url?.includes('/changes')) {
      opened++;
      response.end('event: contact\ndata: {"lastContact":1}\n\n');
    } else {
      response.end(JSON.stringify(ruleset));
    }
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const address = relay.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const lost: Error[] = [];
  const follower = new RulesetFollower({
    client: new RelayClient(`http://127.0.0.1:${port}`, 'key'),
    pollInterval: 30_000,
    onRuleset: () => undefined,
    onContact: () => undefined,
    onLost: (error) => lost.push(error),
  });
  onTestFinished(() => {
    follower.stop();
    relay.closeAllConnections();
    relay.close();
  });
  follower.start();
  await sleep(3_000);
  expect(lost).toEqual([]);
  expect(opened).toBeGreaterThan(2);
  expect(opened).toBeLessThan(8);
});
