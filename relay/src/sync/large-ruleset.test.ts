import { createRegistry, evaluate } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { openLog, openStore } from '@hoist/store';
import { expect, it, onTestFinished } from 'vitest';
import { EnvironmentFeed } from './environment-feed.ts';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';

const condition = { attribute: 'country', operator: 'in', operand: ['DE', 'AT'], negate: false };
const rule = { id: 'r', name: '', enabled: true, segments: [], conditions: [condition], serve: fixed('on') };
const many = (off: string) =>
  Array.from({ length: 6_000 }, (_, index) => publishedFlag(`flag-${index}`, { rules: [rule], off }));
const clocks = { now: Date.now, monotonic: () => performance.now() };

async function open() {
  const installation = new Installation();
  onTestFinished(() => installation.remove());
  await installation.publish('dev', { flags: [publishedFlag('checkout', { everyoneElse: fixed('on') })] });
  await installation.addKey('dev');
  return installation;
}

/** Calls at every turn of the event loop; returns how to stop. */
function atEachTurn(call: () => void): () => void {
  let running = true;
  const turn = () => {
    call();
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  return () => void (running = false);
}

it('reads and compiles a whole ruleset in many turns, and goes on answering by the one before', async () => {
  const installation = await open();
  const store = await openStore({ url: installation.url });
  const reader = await openLog(store, 'environment/dev');
  onTestFinished(async () => {
    reader.close();
    await store.close();
  });
  const feed = new EnvironmentFeed('dev', createRegistry(standardPlugins), clocks);
  await feed.serve(reader.view);
  await installation.publish('dev', { flags: [...many('off'), publishedFlag('checkout', null)] });
  await reader.catchUp();
  const answers: unknown[] = [];
  const stop = atEachTurn(() => {
    if (feed.ruleset) answers.push(evaluate(feed.ruleset, 'checkout', {}, feed.contact.read()).value);
  });
  await feed.serve(reader.view);
  stop();
  expect(answers.length).toBeGreaterThan(3);
  expect(new Set(answers)).toEqual(new Set([true]));
  expect(feed.ruleset?.flags.size).toBe(6_001);
  expect(evaluate(feed.ruleset!, 'checkout', {}, feed.contact.read()).value).toBeUndefined();
});

it('serves the newest of what is published while it compiles, and never an older one after it', async () => {
  const installation = await open();
  const relay = await startRelay({ url: installation.url, dataDir: installation.folder });
  onTestFinished(() => relay.stop());
  await relay.until(() => relay.relay.ready);
  const served: (number | undefined)[] = [];
  const stop = atEachTurn(() => {
    const version = relay.relay.feeds.get('dev')?.ruleset?.version;
    if (served.at(-1) !== version) served.push(version);
  });
  await installation.publish('dev', { flags: many('off') });
  await installation.publish('dev', { flags: many('on') });
  await installation.publish('dev', { flags: [publishedFlag('checkout', null)] });
  await installation.publish('dev', { flags: [publishedFlag('checkout', { everyoneElse: fixed('off') })] });
  await relay.until(() => relay.relay.feeds.get('dev')?.ruleset?.version === 5);
  stop();
  expect(served).toEqual([...served].sort());
  const { ruleset, clock } = relay.relay.feeds.current('dev')!;
  expect(evaluate(ruleset, 'checkout', {}, clock).value).toBe(false);
  expect(ruleset.flags.get('flag-7')?.source.setting?.off).toBe('on');
});
