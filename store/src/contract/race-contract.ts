import { describe, expect, it } from 'vitest';
import { verifyLog } from '../log/verify-log.ts';
import { makePlace } from './place.ts';
import type { Place } from './place.ts';
import type { Finished, Race, Task } from './race.ts';
import type { StoreFixture } from './store-fixture.ts';
import { startWorker } from './worker.ts';
import type { Worker } from './worker.ts';

const processes = 10;
const committers = 5;
const all = processes * committers;

/** The contract of many processes that commit at once, as a vitest suite. */
export function describeRaces(fixture: StoreFixture): void {
  describe(`${all} committers in ${processes} processes at once`, () => {
    it('lose nothing, conflict where they must, and never leave a state that build would refuse', async () => {
      const place = await makePlace(fixture);
      const crew = Array.from({ length: processes }, () =>
        startWorker(new URL('./race-worker.ts', import.meta.url), place.url),
      );
      await Promise.all(crew.map((worker) => worker.receive()));
      await raceForDistinctParts(place, crew);
      await raceForOnePart(place, crew);
      await raceForCycles(place, crew);
    });
  });
}

/** Sends each process its tasks for one log, and signals all of them to start once all are ready. */
async function run(crew: readonly Worker[], race: Race, makeTask: (n: number) => Task): Promise<Finished[]> {
  crew.forEach((worker, index) => {
    const tasks = Array.from({ length: committers }, (_, n) => makeTask(index * committers + n));
    worker.send({ ...race, tasks });
  });
  await Promise.all(crew.map((worker) => worker.receive()));
  for (const worker of crew) worker.send({ go: true });
  return (await Promise.all(crew.map((worker) => worker.receive<Finished[]>()))).flat();
}

async function raceForDistinctParts({ open, follow }: Place, crew: readonly Worker[]): Promise<void> {
  const makeTask = (n: number) => ({ idempotencyKey: `act ${n}`, partKey: `flag/${n}`, value: n });
  const finished = await run(crew, { log: 'distinct', rule: 'none' }, makeTask);
  expect(finished.map(({ outcome }) => outcome)).toEqual(finished.map(() => 'committed'));
  const versions = finished.map(({ version }) => version ?? 0).toSorted((one, other) => one - other);
  expect(versions).toEqual(Array.from({ length: all }, (_, n) => n + 1));
  const store = await open();
  const reader = await follow(store, 'distinct');
  for (let n = 0; n < all; n++) expect(reader.value(`flag/${n}`)).toBe(n);
  expect(await verifyLog(store, 'distinct')).toEqual({ log: 'distinct', version: all, problems: [] });
}

async function raceForOnePart({ open, follow }: Place, crew: readonly Worker[]): Promise<void> {
  const makeTask = (n: number) => ({ idempotencyKey: `act ${n}`, partKey: 'flag/one', value: `mine: ${n}` });
  const finished = await run(crew, { log: 'same', rule: 'still-missing' }, makeTask);
  const winners = finished.filter(({ outcome }) => outcome === 'committed');
  expect(winners).toHaveLength(1);
  expect(finished.filter(({ outcome }) => outcome === 'refused')).toHaveLength(all - 1);
  const reader = await follow(await open(), 'same');
  expect([reader.state.version, reader.value('flag/one')]).toEqual([
    1,
    `mine: ${winners[0]?.idempotencyKey.slice(4)}`,
  ]);
}

/** Each pair of tasks would close a circle between two segments, so the second of each pair must be refused. */
async function raceForCycles({ open, follow }: Place, crew: readonly Worker[]): Promise<void> {
  const segment = (n: number) => `segment/${n}`;
  const makeTask = (n: number) => {
    const twin = n < all / 2 ? n + all / 2 : n - all / 2;
    return { idempotencyKey: `act ${n}`, partKey: segment(n), value: segment(twin) };
  };
  const finished = await run(crew, { log: 'cycles', rule: 'no-circle' }, makeTask);
  expect(finished.filter(({ outcome }) => outcome === 'committed')).toHaveLength(all / 2);
  expect(finished.filter(({ outcome }) => outcome === 'refused')).toHaveLength(all / 2);
  const reader = await follow(await open(), 'cycles');
  for (let n = 0; n < all / 2; n++) {
    const set = [segment(n), segment(n + all / 2)].filter((partKey) => reader.value(partKey) !== undefined);
    expect(set).toHaveLength(1);
  }
}
