import { openLog, openStore, readSnapshot, writeSnapshot } from '@hoist/store';
import type { Snapshot } from '@hoist/store';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixed, Installation, publishedFlag } from '../testing.ts';
import { Browser, outcomeOf } from '../testing/model-browser.ts';
import { World } from '../testing/world.ts';

const start = Date.parse('2026-06-01T12:00:00Z');
const minute = 60_000;
/** `npm run deep` tries many more, from a seed of its own. */
const worlds = {
  numRuns: Number(process.env['HOIST_DEEP_WORLDS'] ?? 150),
  seed: Number(process.env['HOIST_DEEP_SEED'] ?? 1),
};

/** When rollouts grow, in minutes from the start. */
const comes = [1, 5, 11, 20];

const visible = (key: string, variant: string) =>
  publishedFlag(key, { everyoneElse: fixed(variant) }, { clientVisible: true });
const growing = (key: string, minutes: readonly number[], isVisible: boolean) =>
  publishedFlag(
    key,
    {
      everyoneElse: {
        strategy: 'progressive',
        params: {
          variant: 'on',
          otherwise: 'off',
          plan: [...minutes.map(() => ({ percent: 0, hours: 1 })), { percent: 100, hours: 0 }],
          progress: { step: 0, held: 0 },
          steps: [
            { from: new Date(start - minute).toISOString(), percent: 0 },
            ...minutes.map((at, index) => ({
              from: new Date(start + at * minute).toISOString(),
              percent: ((index + 1) * 100) / minutes.length,
            })),
          ],
        },
      },
    },
    { clientVisible: isVisible },
  );

const installation = new Installation();
/** What the environment serves at each version, as relays read it. */
const versions: Snapshot[] = [];

beforeAll(async () => {
  const published = [
    [visible('one', 'off'), publishedFlag('hidden', { everyoneElse: fixed('off') })],
    [publishedFlag('hidden', { everyoneElse: fixed('on') })],
    [visible('one', 'on')],
    [growing('grows', comes, true)],
    [publishedFlag('hidden', { everyoneElse: fixed('off') })],
    [visible('one', 'off')],
    [growing('hidden', comes, false)],
    [visible('two', 'on')],
    [publishedFlag('hidden', { everyoneElse: fixed('on') })],
    [growing('one', comes, true)],
    [visible('two', 'off')],
    [visible('one', 'on')],
  ];
  await installation.publish('dev', { flags: published[0] ?? [] });
  const store = await openStore({ url: installation.url });
  const reader = await openLog(store, 'environment/dev');
  for (const [index, flags] of published.entries()) {
    if (index > 0) await installation.publish('dev', { flags });
    await reader.catchUp();
    versions.push(await readSnapshot(writeSnapshot(reader, start)));
  }
  reader.close();
  await store.close();
});
afterAll(() => installation.remove());

type Step = (world: World, browsers: Browser[]) => void | Promise<void>;
const which = fc.nat(99);
const pick = <One>(list: readonly One[], index: number) => list[index % list.length] as One;
const steps: fc.Arbitrary<{ name: string; step: Step }> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ name: 'publish', step: (world: World) => world.publish() }) },
  {
    weight: 4,
    arbitrary: fc.integer({ min: 100, max: 150_000 }).map((length) => ({
      name: `pass ${length}`,
      step: (world: World) => world.time.pass(length),
    })),
  },
  {
    weight: 3,
    arbitrary: which.map((index) => ({
      name: `cut ${index % 2}`,
      step: (world: World) => void (pick(world.relays, index).isCut = true),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.constant({
      name: 'heal',
      step: (world: World) => world.heal(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      name: 'out of contact for long',
      step: (world: World) => world.time.pass(11 * minute),
    }),
  },
  {
    weight: 2,
    arbitrary: which.map((index) => ({
      name: `restart ${index % 2}`,
      step: (world: World) => pick(world.relays, index).restart(),
    })),
  },
  ...(['loseStream', 'changeContext', 'resume', 'load'] as const).map((act) => ({
    weight: 2,
    arbitrary: which.map((index) => ({
      name: `${act} ${index % 3}`,
      step: (_: World, browsers: Browser[]) => void pick(browsers, index)[act](),
    })),
  })),
  {
    weight: 2,
    arbitrary: fc.tuple(which, fc.integer({ min: 50, max: 15_000 })).map(([index, length]) => ({
      name: `offline ${index % 3} for ${length}`,
      step: (_: World, browsers: Browser[]) => pick(browsers, index).goOffline(length),
    })),
  },
);

it('a browser that fetches only when it is hinted holds what is served, once all is quiet', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(2 ** 31),
      fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 })),
      fc.array(steps, { maxLength: 30 }),
      async (seed, skews, script) => {
        const world = new World({ versions, start, seed, skews });
        await Promise.all(world.relays.map((relay) => relay.read()));
        const browsers = [new Browser(world), new Browser(world), new Browser(world)];
        await world.time.pass(500);
        for (const { step } of script) {
          await step(world, browsers);
          await world.time.pass(200);
        }
        // No step that comes by itself may help.
        const end = world.time.now + 90_000;
        fc.pre(!comes.some((at) => start + at * minute > world.time.now && start + at * minute < end));
        world.heal();
        await world.time.pass(60_000);
        const hints = browsers.map((browser) => browser.hints);
        await world.time.pass(20_000);
        for (const relay of world.relays)
          expect(browsers.map((browser) => browser.held)).toEqual(
            browsers.map((browser) => outcomeOf(relay, browser.context)),
          );
        expect(browsers.map((browser) => browser.hints)).toEqual(hints);
      },
    ),
    worlds,
  );
}, 600_000);
