import { defineOperator } from '@hoist/core';
import { fixed, Installation, publishedFlag, startRelay } from '@hoist/relay/testing';
import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { expect, it, onTestFinished } from 'vitest';
import { HoistProvider } from './hoist-provider.ts';

/** The turn of the event loop that is under way. */
let turn = 0;
/** The turns in which a flag was compiled: then each of its conditions is asked what it refers to. */
const turnsAtWork = new Set<number>();
const probe = defineOperator({
  name: 'test:probe',
  title: 'is there',
  negatedTitle: 'is not there',
  description: '',
  group: '',
  accepts: ['string'],
  schema: null,
  references: () => {
    turnsAtWork.add(turn);
    return {};
  },
  matches: () => false,
  vectors: [],
});
const flag = (index: number, off: string) => {
  const condition = { attribute: 'country', operator: probe.name, negate: false };
  const rule = {
    id: 'r',
    name: '',
    enabled: true,
    segments: [],
    conditions: [condition],
    serve: fixed('on'),
  };
  return publishedFlag(`flag-${index}`, { rules: [rule], off });
};

it("compiles a whole ruleset in many turns of the app's event loop, and one that changed at once", async () => {
  const installation = new Installation();
  onTestFinished(() => installation.remove());
  await installation.publish('dev', {
    flags: Array.from({ length: 8_000 }, (_, index) => flag(index, 'off')),
  });
  const key = await installation.addKey('dev');
  const relay = await startRelay({ url: installation.url, dataDir: installation.folder });
  onTestFinished(() => relay.stop());
  await relay.until(() => relay.relay.ready);
  let running = true;
  const count = () => {
    turn++;
    if (running) setImmediate(count);
  };
  setImmediate(count);
  onTestFinished(() => void (running = false));
  const provider = new HoistProvider({ url: relay.url, key, plugins: [probe], initTimeout: 20_000 });
  onTestFinished(() => provider.onClose());
  await OpenFeature.setProviderAndWait('large', provider);
  const client = OpenFeature.getClient('large');
  expect(turnsAtWork.size).toBeGreaterThan(1);
  expect(await client.getBooleanDetails('flag-7999', true)).toMatchObject({
    value: false,
    reason: 'DEFAULT',
  });
  turnsAtWork.clear();
  const { promise, resolve } = Promise.withResolvers<readonly string[] | undefined>();
  client.addHandler(ProviderEvents.ConfigurationChanged, (details) => resolve(details?.flagsChanged));
  await installation.publish('dev', { flags: [flag(7, 'on')] });
  expect(await promise).toEqual(['flag-7']);
  expect(turnsAtWork.size).toBe(1);
});
