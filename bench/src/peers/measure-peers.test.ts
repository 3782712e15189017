import { expect, it } from 'vitest';
import { flagKinds } from '../workload.ts';
import { measurePeers } from './measure-peers.ts';

const peers = ['flagd-core', 'unleash-client', 'growthbook', 'configcat-node', 'launchdarkly'];

it('checks the answers of every evaluator, measures each beside ours, and ours beside the best', async () => {
  const rows = await measurePeers({ rounds: 2, slice: 1 });
  const names = rows.map(({ name }) => name.replace(/ \d+\.\d+\.\d+$/, ''));
  expect(names).toEqual(
    flagKinds.flatMap((kind) => ['hoist', ...peers].map((candidate) => `${kind}, ${candidate}`)),
  );
  for (const { name, value, against, ratio, goal } of rows) {
    expect(value).toBeGreaterThan(0);
    expect(ratio).toBeGreaterThan(0);
    expect(against).toMatch(name.endsWith('hoist') ? / \d+\.\d+\.\d+$/ : /, hoist$/);
    expect(goal !== null).toBe(name.endsWith('hoist'));
  }
}, 60_000);
