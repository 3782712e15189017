import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalize, nextVersion } from '@hoist/core';
import { openStore, sha256 } from '@hoist/store';
import { expect, it, onTestFinished } from 'vitest';
import type { AdminContext } from '../context.ts';
import { createFlag } from '../flags/flags.ts';
import { openContext } from '../open-context.ts';
import { mira } from '../testing.ts';
import { askPast } from './ask-past.ts';
import { listChanges } from './change-history.ts';
import type { HistoryFilter } from './change-history.ts';
import { listFlagHistory } from './flag-history.ts';

const versions = 10_000;
const tries = 40;
/** What a page may take, and how much faster it has to be here, so that a slower machine still keeps to it. */
const [promised, margin] = [50, 2];

/** An installation with a flag, and a log of dev with so many versions: every 100th is of the flag. */
async function openLong(): Promise<AdminContext> {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-long-'));
  const url = `sqlite:${join(folder, 'hoist.db')}`;
  const first = await openContext(await openStore({ url }), { now: Date.now, plugins: [] });
  const variants = [{ key: 'on', value: true }];
  await createFlag(first, mira, { key: 'checkout', name: 'Checkout', type: 'boolean', variants });
  let { state } = first.published('dev');
  const reader = first.published('dev');
  const digest = (
    await first.store.find({
      ...{ log: reader.log, marks: ['flag/checkout'], order: 'newest-first', limit: 1 },
    })
  )[0]!.set[0]![1];
  await first.close();
  const database = new DatabaseSync(join(folder, 'hoist.db'));
  const insert = database.prepare(
    'INSERT INTO versions (log, version, epoch, idempotency_key, record) VALUES (?, ?, ?, ?, ?)',
  );
  database.exec('BEGIN');
  const begin = Date.now() - versions * 60_000;
  while (state.version < versions) {
    const isOfFlag = state.version % 100 === 0;
    const partKey = isOfFlag ? 'flag/checkout' : `tombstone/flag/other-${state.version % 50}`;
    const { record, state: next } = nextVersion(
      state,
      {
        set: [[partKey, digest]],
        removed: [],
        idempotencyKey: `n${state.version}`,
        kind: state.version % 2 === 0 ? 'edited' : 'switched',
        who: { kind: 'person', id: state.version % 2 === 0 ? 'ann' : 'bob', name: 'Ann' },
        when: new Date(begin + state.version * 60_000).toISOString(),
        said: 'set it',
        comment: null,
      },
      sha256,
    );
    insert.run(record.log, record.version, record.epoch, record.idempotencyKey, canonicalize(record));
    state = next;
  }
  database.exec('COMMIT');
  database.close();
  const hoist = await openContext(await openStore({ url }), { now: Date.now, plugins: [] });
  onTestFinished(async () => {
    await hoist.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return hoist;
}

/**
 * The time that 95 of 100 tries keep to, in ms of this thread's CPU, which other processes do not lengthen: the best of three
 * rounds.
 */
async function slowest(run: () => Promise<unknown>): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 3; round++) {
    const times: number[] = [];
    for (let turn = 0; turn < tries; turn++) {
      const start = process.threadCpuUsage();
      await run();
      const { user, system } = process.threadCpuUsage(start);
      times.push((user + system) / 1_000);
    }
    rounds.push(times.sort((one, other) => one - other)[Math.floor(tries * 0.95)] ?? Infinity);
  }
  return Math.min(...rounds);
}

it(`a first page behind ${versions} versions takes at most ${promised} ms, 95 times of 100`, async () => {
  const hoist = await openLong();
  const query = { flag: 'checkout', limit: 25 };
  expect((await listFlagHistory(hoist, query)).changes).toHaveLength(25);
  const page = await slowest(() => listFlagHistory(hoist, query));
  let hour = 0;
  const person = { name: '', id: 'u1', attributes: '' };
  const ask = async () => {
    const at = Date.now() - ++hour * 3_600_000;
    const answer = await askPast(hoist, { flag: 'checkout', environment: 'dev', at, person });
    expect(answer.outcome).toBe('answered');
  };
  const asked = await slowest(ask);
  const filters: readonly HistoryFilter[] = [
    {},
    { environment: 'dev' },
    { thing: 'flag' },
    { thing: 'flag/checkout' },
    { person: 'person/ann' },
    { kind: 'edited' },
    // Nobody of half of the log made what the other half is.
    { person: 'person/ann', kind: 'switched' },
    { person: 'person/bob', kind: 'edited', thing: 'flag', environment: 'dev' },
    {
      from: new Date(Date.now() - 3_600_000_000).toISOString(),
      to: new Date().toISOString(),
      kind: 'edited',
    },
  ];
  const times: number[] = [];
  for (const filter of filters) times.push(await slowest(() => listChanges(hoist, { ...filter, limit: 25 })));
  console.log(`everything, by filter: ${times.map((time) => time.toFixed(1)).join(', ')} ms (p95)`);
  console.log(
    `history behind ${versions} versions: page ${page.toFixed(1)} ms, moment ${asked.toFixed(1)} ms (p95)`,
  );
  expect(Math.max(page, asked, ...times)).toBeLessThan(promised / margin);
}, 60_000);
