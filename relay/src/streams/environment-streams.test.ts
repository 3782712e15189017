import { openLog, openStore, readSnapshot, writeSnapshot } from '@hoist/store';
import type { Snapshot } from '@hoist/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixed, Installation, publishedFlag } from '../testing.ts';
import { World } from '../testing/world.ts';

const start = Date.parse('2026-06-01T12:00:00Z');
const installation = new Installation();
const versions: Snapshot[] = [];

beforeAll(async () => {
  for (const variant of ['off', 'on', 'off']) {
    await installation.publish('dev', {
      flags: [publishedFlag('checkout', { everyoneElse: fixed(variant) }, { clientVisible: true })],
    });
    const store = await openStore({ url: installation.url });
    const reader = await openLog(store, 'environment/dev');
    versions.push(await readSnapshot(writeSnapshot(reader, start)));
    reader.close();
    await store.close();
  }
});
afterAll(() => installation.remove());

async function open() {
  const world = new World({ versions, start, seed: 1, skews: [0] });
  const [relay] = world.relays;
  if (!relay) throw new Error('There is no relay.');
  await relay.read();
  return { world, relay };
}

const newer = { epoch: 1, version: 9, state: 'a'.repeat(16), boundary: 0, recall: 0 };

describe('a relay that is asked for what it does not serve', () => {
  it('waits for it, and answers as soon as it does', async () => {
    const { world, relay } = await open();
    let isReached = false;
    const reaching = relay.streams
      .reach({ ...newer, version: 2 }, () => Promise.resolve(true))
      .then(() => (isReached = true));
    await world.time.pass(300);
    expect(isReached).toBe(false);
    world.publish();
    await world.time.pass(100);
    expect(isReached).toBe(true);
    await reaching;
    expect(world.recalls.size).toBe(0);
  });

  it('gives up after a second, and recalls its answer once it has caught up, where it could not read its source', async () => {
    const { world, relay } = await open();
    const reaching = relay.streams.reach({ ...newer, version: 2 }, () => Promise.resolve(false));
    await world.time.pass(1_000);
    await reaching;
    world.publish();
    await world.time.pass(100);
    expect(world.recalls.get('dev')).toBeGreaterThan(start);
  });

  it.each([
    ['a version that there is not', newer],
    ['an instant that is far away', { ...newer, version: 1, boundary: start + 3_600_000 }],
  ])('recalls nothing where that is %s: anybody may ask for anything', async (_, named) => {
    const { world, relay } = await open();
    const reaching = relay.streams.reach(named, () => Promise.resolve(true));
    await world.time.pass(1_000);
    await reaching;
    world.publish();
    await world.time.pass(100);
    expect(world.recalls.size).toBe(0);
  });
});

it('a relay that was late recalls after whatever was recalled by others, however wrong their clocks', async () => {
  const { world, relay } = await open();
  relay.streams.recall(start + 3_600_000);
  relay.isCut = true;
  world.publish();
  await world.time.pass(6_000);
  relay.isCut = false;
  await world.time.pass(6_000);
  expect(world.recalls.get('dev')).toBeGreaterThan(start + 3_600_000);
});
