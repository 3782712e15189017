import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '@hoist/core';
import { StoreUnavailableError } from '@hoist/store';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStoreSource } from '../sync/store-source.ts';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';
import type { RunningRelay } from '../testing.ts';

const path = '/ofrep/v1/evaluate/flags/checkout';
const broken = publishedFlag('broken', { everyoneElse: { strategy: 'acme:lottery', params: {} } });

interface Stage {
  readonly installation: Installation;
  readonly relay: RunningRelay;
  readonly key: string;
  /** Lets every call to the store fail, or work again. */
  setAway(isAway: boolean): void;
}

async function open(): Promise<Stage> {
  const installation = new Installation();
  await installation.publish('dev', { flags: [publishedFlag('checkout', { everyoneElse: fixed('on') })] });
  const key = await installation.addKey('dev');
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-metrics-'));
  let isAway = false;
  const relay = await startRelay({
    url: installation.url,
    dataDir,
    streams: { total: 1, perAddress: undefined },
    openSource: async () => {
      const source = await openStoreSource(installation.url);
      const refuse = () => Promise.reject(new StoreUnavailableError('The store is away.'));
      return {
        ...source,
        listEnvironments: () => (isAway ? refuse() : source.listEnvironments()),
        putCounts: (pages) => (isAway ? refuse() : source.putCounts(pages)),
      };
    },
  });
  onTestFinished(async () => {
    await relay.stop();
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await relay.until(() => relay.relay.ready);
  return { installation, relay, key, setAway: (away) => (isAway = away) };
}

const ask = async ({ relay, key }: Stage) => (await relay.post(path, { key })).arrayBuffer();
const publishBroken = async ({ installation, relay }: Stage) => {
  const version = relay.relay.feeds.current('dev')?.ruleset.version ?? 0;
  await installation.publish('dev', { flags: [broken] });
  await relay.until(() => relay.relay.feeds.current('dev')?.ruleset.version === version + 1);
};

/** Opens a stream of changes, of which only the head is read. */
async function openStream({ relay, key }: Stage): Promise<void> {
  const aborting = new AbortController();
  onTestFinished(() => aborting.abort());
  const headers = { 'x-api-key': key };
  await fetch(`${relay.url}/hoist/v1/environments/-/changes`, { headers, signal: aborting.signal });
}

/** More evaluations than may wait, while the store is away. */
function flood({ relay }: Stage): void {
  const { ledger } = relay.relay.counting;
  const { ruleset, clock } = relay.relay.feeds.current('dev')!;
  const resolution = evaluate(ruleset, 'checkout', {}, clock);
  const minute = Math.floor(Date.now() / 60_000);
  for (let later = 1; later <= 2; later++) {
    for (let index = 0; index < 40_000; index++) {
      const app = `${index}-${'x'.repeat(120)}`;
      ledger.counter({ environment: 'dev', source: 'local', credential: '', app }).count(resolution);
    }
    ledger.turn(minute + later);
  }
}

/** What moves each metric of a relay. */
const moves: Readonly<Record<string, (stage: Stage) => unknown>> = {
  hoist_relay_evaluations_total: ask,
  hoist_relay_request_duration_seconds: ask,
  hoist_relay_propagation_seconds: publishBroken,
  hoist_relay_ruleset_version: publishBroken,
  hoist_relay_ruleset_epoch: ({ installation }) => installation.raiseEpoch('dev', 2),
  hoist_relay_ruleset_ready: ({ installation }) => installation.publish('new', { flags: [] }),
  hoist_relay_ruleset_failed_flags: publishBroken,
  hoist_relay_source_contact_age_seconds: () => undefined,
  hoist_relay_ready: ({ relay }) => relay.relay.drain(),
  hoist_relay_problems: ({ setAway }) => setAway(true),
  hoist_relay_streams: openStream,
  hoist_relay_streams_free: openStream,
  hoist_relay_streams_refused_total: async (stage) => {
    await openStream(stage);
    await openStream(stage);
  },
  hoist_relay_streams_cut_total: async (stage) => {
    await openStream(stage);
    const { state } = stage.relay.relay.feeds.current('dev')!.ruleset;
    // More than all buffers of the system hold, so that the next one waits.
    for (let times = 0; times < 2; times++)
      stage.relay.relay.broadcaster.of('dev')?.changes.advance(state, Buffer.alloc(24 * 1_024 * 1_024));
  },
  hoist_relay_counts_waiting: async (stage) => {
    stage.setAway(true);
    await ask(stage);
  },
  hoist_relay_counts_lost_total: (stage) => {
    stage.setAway(true);
    flood(stage);
  },
};

describe('every metric of the relay moves:', () => {
  it('all of them are looked at here', async () => {
    const { relay } = await open();
    const names = (await relay.relay.metrics.registry.getMetricsAsJSON()).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('hoist_')).sort()).toEqual(Object.keys(moves).sort());
  });

  it.each(Object.keys(moves))('%s', async (name) => {
    const stage = await open();
    const read = async () => {
      const text = await (await fetch(`${stage.relay.managementUrl}/metrics`)).text();
      return text.split('\n').filter((line) => line.startsWith(name));
    };
    const before = await read();
    await moves[name]?.(stage);
    await expect.poll(read, { timeout: 20_000, interval: 20 }).not.toEqual(before);
  });
});
