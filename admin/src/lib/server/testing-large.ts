import { randomUUID } from 'node:crypto';
import { flagDefinitionSchema } from '@hoist/core';
import type { Json } from '@hoist/core';
import { commit } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import type { AdminContext } from './context.ts';
import { toActor } from './access/person.ts';
import { hoistItself } from './publishing/follow.ts';
import { readPublished } from './publishing/published.ts';
import { openFilledHoist, setUp } from './testing.ts';

async function put(hoist: AdminContext, reader: LogReader, set: ReadonlyMap<string, Json>): Promise<void> {
  await commit(hoist.store, reader, {
    idempotencyKey: randomUUID(),
    kind: 'edited',
    who: toActor(hoistItself),
    when: new Date().toISOString(),
    comment: null,
    build: () => ({ set, removed: [], said: 'wrote it' }),
  });
}

/** `checkout`, and so many flags beside it: set up in dev and prod, and off in prod in every second. */
export async function openLargeHoist(count: number): Promise<AdminContext> {
  const hoist = await openFilledHoist();
  const keys = Array.from({ length: count }, (_, index) => `flag-${index}`);
  const define = (key: string, index: number) =>
    flagDefinitionSchema.parse({
      ...{ key, revision: 1, name: `Flag ${index}`, type: 'boolean', clientVisible: false },
      ...{
        module: `module-${index % 20}`,
        tags: [`tag-${index % 50}`],
        owner: { name: 'Mira', person: null },
      },
      variants: [
        { key: 'on', value: true },
        { key: 'off', value: false },
      ],
    }) as Json;
  await put(hoist, hoist.definitions, new Map(keys.map((key, index) => [`flag/${key}`, define(key, index)])));
  for (const environment of ['dev', 'prod']) {
    await setUp(hoist, environment);
    const reader = hoist.published(environment);
    const { version: _, ...model } = readPublished(reader).flags.get('checkout')!;
    const parts = keys.map((key, index) => {
      const enabled = environment === 'dev' || index % 2 === 0;
      const flag = { ...model, key, setting: { ...model.setting!, enabled } };
      return [`flag/${key}`, flag as unknown as Json] as const;
    });
    await put(hoist, reader, new Map(parts));
  }
  return hoist;
}

/** The longest time that the event loop was kept while this ran, in ms of this thread's CPU. */
export async function longestTurn(run: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let before = process.threadCpuUsage();
  const turn = () => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    before = process.threadCpuUsage();
  };
  const timer = setInterval(turn, 1);
  // The event loop begins with a turn of its own.
  await new Promise((resolve) => setTimeout(resolve, 2));
  before = process.threadCpuUsage();
  try {
    await run();
  } finally {
    turn();
    clearInterval(timer);
  }
  return longest;
}
