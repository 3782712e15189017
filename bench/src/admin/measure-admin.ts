import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  etagOfSetting,
  findNeighbours,
  openContext,
  readPublished,
  reviewDraft,
  saveSetting,
} from '@hoist/admin/bench';
import { openStore } from '@hoist/store';
import { toRulesetText } from '../hoist-ruleset.ts';
import { quantile } from '../paired-rounds.ts';
import type { Row } from '../row.ts';
import { createFlags, keyOf } from '../workload.ts';
import { fillAdmin } from './fill-admin.ts';

/**
 * The greatest ratios to JSON.parse of the ruleset in the same round: 12 ms where JSON.parse takes 40 ms on a quiet
 * core.
 */
const goals = { preview: 0.3, save: 0.3 };
/** What 95 of 100 previews take at most, in ms by the clock. */
const slowPreview = 30;
const person = { kind: 'person', id: 'bench', name: 'Bench', email: '', role: 'admin' } as const;
const place = { flag: keyOf('boolean', 7), environment: 'dev' } as const;

type Hoist = Awaited<ReturnType<typeof openContext>>;

/**
 * Measures the CPU time of a preview and of a save in an environment of `count` flags, through the admin's use cases.
 */
export async function measureAdmin(rounds = 41, count = 10_000): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-bench-'));
  const text = toRulesetText(createFlags(count));
  const hoist = await openContext(await openStore({ url: `sqlite:${join(folder, 'hoist.db')}` }));
  try {
    await fillAdmin(hoist, text);
    return await measureTurns(hoist, text, { rounds, flags: `${count.toLocaleString('en')} flags` });
  } finally {
    await hoist.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureTurns(
  hoist: Hoist,
  text: string,
  { rounds, flags }: { readonly rounds: number; readonly flags: string },
): Promise<Row[]> {
  const times = { parse: [] as number[], preview: [] as number[], save: [] as number[] };
  const waits: number[] = [];
  // The first rounds are for the compiler.
  for (let round = -10; round < rounds; round++) {
    const parse = await cpuOf(() => JSON.parse(text) as unknown);
    const begin = performance.now();
    const previewed = await cpuOf(() => preview(hoist, toDraft(round)));
    const waited = performance.now() - begin;
    const save = await cpuOf(() => saveDraft(hoist, toDraft(round)));
    if (round < 0) continue;
    times.parse.push(parse);
    times.preview.push(previewed);
    waits.push(waited);
    times.save.push(save);
  }
  const against = `JSON.parse of ${flags}`;
  const row = (name: string, own: readonly number[], goal: number): Row => {
    const ratios = own.map((time, round) => time / (times.parse[round] ?? Number.NaN));
    const spread = [quantile(ratios, 0.1), quantile(ratios, 0.9)] as const;
    return {
      name,
      value: quantile(own, 0.5),
      unit: 'ms of CPU',
      against,
      ratio: quantile(ratios, 0.5),
      spread,
      goal,
    };
  };
  const alone = { against: null, ratio: null, spread: null, goal: null };
  return [
    { name: against, value: quantile(times.parse, 0.5), unit: 'ms of CPU', ...alone },
    row(`preview a draft in ${flags}`, times.preview, goals.preview),
    {
      name: '95 of 100 previews within',
      value: quantile(waits, 0.95),
      unit: 'ms',
      against: `${slowPreview} ms`,
      ratio: quantile(waits, 0.95) / slowPreview,
      spread: null,
      goal: 1,
    },
    row(`save a setting in ${flags}`, times.save, goals.save),
  ];
}

/** Measures the CPU time of the event loop's thread, in ms; waiting for the disk blocks nobody. */
async function cpuOf(idempotencyKey: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await idempotencyKey();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

/** Asks for all that a page shows beside a draft, with as many people as it may. */
async function preview(hoist: Hoist, setting: object): Promise<void> {
  const people = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ name: '', id, attributes: '{"country": "DE"}' }));
  const { draft } = await reviewDraft(hoist, { ...place, setting, people });
  await findNeighbours(hoist, place, draft);
}

async function saveDraft(hoist: Hoist, setting: object): Promise<void> {
  const published = readPublished(hoist.published(place.environment)).flags.get(place.flag)?.setting ?? null;
  const ifMatch = etagOfSetting(published);
  await saveSetting(hoist, person, { ...place, setting, ifMatch, comment: '' });
}

/** Makes a different draft for each round. */
function toDraft(round: number): object {
  const to = 1_000 * (1 + ((round + 90) % 90));
  const ranges = [
    { from: 0, to, variant: 'on' },
    { from: to, to: 100_000, variant: 'off' },
  ];
  return { enabled: true, off: null, rules: [], everyoneElse: { strategy: 'split', params: { ranges } } };
}
