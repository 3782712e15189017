import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { join } from 'node:path';
import { quantile } from '../paired-rounds.ts';
import type { Effort } from '../paired-rounds.ts';
import type { Row } from '../row.ts';
import { flagKinds } from '../workload.ts';
import type { BenchedKind } from '../workload.ts';

/** Our evaluator first; each other by its package and the file that loads it. */
const candidates = [
  { name: 'hoist', file: 'hoist', package: undefined },
  { name: 'flagd-core', file: 'flagd', package: '@openfeature/flagd-core' },
  { name: 'unleash-client', file: 'unleash', package: 'unleash-client' },
  { name: 'growthbook', file: 'growthbook', package: '@growthbook/growthbook' },
  { name: 'configcat-node', file: 'configcat', package: 'configcat-node' },
  { name: 'launchdarkly', file: 'launchdarkly', package: '@launchdarkly/node-server-sdk' },
] as const;

/** How many times faster than the fastest other evaluator ours must be, by kind of flag. */
const timesFaster: Readonly<Record<BenchedKind, number>> = {
  boolean: 2,
  segment: 6,
  rollout: 3,
  multivariate: 3.5,
};

const standardEffort: Effort = { rounds: 61, slice: 3 };
const warmUpSlices = 12;
const nanoseconds = 1e6;

/**
 * Measures direct evaluation by key: our evaluator beside others, each in its own process. In each round every
 * candidate runs one slice of every kind, one process at a time. Throws if one answers wrongly.
 */
export async function measurePeers(effort: Effort = standardEffort): Promise<Row[]> {
  const running = await Promise.all(candidates.map(({ name, file }) => RunningCandidate.start(name, file)));
  try {
    const rows: Row[] = [];
    for (const candidate of running) await candidate.warmUp(effort.slice);
    for (let round = 0; round < effort.rounds; round++) {
      for (const kind of flagKinds) {
        for (let turn = 0; turn < running.length; turn++)
          await running[(turn + round) % running.length]?.measure(kind);
      }
    }
    for (const kind of flagKinds) rows.push(...toRows(kind, running));
    return rows;
  } finally {
    for (const candidate of running) candidate.stop();
  }
}

function toRows(kind: BenchedKind, [ours, ...peers]: readonly RunningCandidate[]): Row[] {
  if (!ours) return [];
  const medianOf = (candidate: RunningCandidate) => quantile(candidate.timesOf(kind), 0.5);
  const best = peers.reduce((one, other) => (medianOf(other) < medianOf(one) ? other : one));
  const row = (candidate: RunningCandidate, against: RunningCandidate, goal: number | null): Row => {
    const reference = against.timesOf(kind);
    const ratios = candidate.timesOf(kind).map((time, round) => time / (reference[round] ?? Number.NaN));
    return {
      name: `${kind}, ${candidate.label}`,
      value: medianOf(candidate) * nanoseconds,
      unit: 'ns',
      against: `${kind}, ${against.label}`,
      ratio: quantile(ratios, 0.5),
      spread: [quantile(ratios, 0.1), quantile(ratios, 0.9)],
      goal,
    };
  };
  return [row(ours, best, 1 / timesFaster[kind]), ...peers.map((peer) => row(peer, ours, null))];
}

class RunningCandidate {
  readonly label: string;
  readonly #child: ChildProcess;
  readonly #counts = new Map<BenchedKind, number>();
  readonly #times = new Map<BenchedKind, number[]>(flagKinds.map((kind) => [kind, []]));

  constructor(label: string, child: ChildProcess) {
    this.label = label;
    this.#child = child;
  }

  static async start(name: string, file: string): Promise<RunningCandidate> {
    const child = fork(join(import.meta.dirname, 'candidate-process.ts'), [file], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const gone = once(child, 'exit').then(() => {
      throw new Error(`The benchmark of ${name} ended before it was ready. What it wrote above says why.`);
    });
    await Promise.race([once(child, 'message'), gone]);
    gone.catch(() => undefined);
    return new RunningCandidate(labelOf(name), child);
  }

  timesOf(kind: BenchedKind): readonly number[] {
    return this.#times.get(kind) ?? [];
  }

  /** Runs all kinds in turn until they are compiled, and determines how many evaluations fit into one slice. */
  async warmUp(slice: number): Promise<void> {
    for (let turn = 0; turn < warmUpSlices; turn++) {
      for (const kind of flagKinds) {
        const count = this.#counts.get(kind) ?? 200;
        const time = await this.#run(kind, count);
        const factor = Math.min(8, Math.max(0.2, slice / Math.max(time, 0.01)));
        this.#counts.set(kind, Math.max(50, Math.ceil(count * factor)));
      }
    }
  }

  /** Measures one slice and records its ms per evaluation. */
  async measure(kind: BenchedKind): Promise<void> {
    const count = this.#counts.get(kind) ?? 1;
    this.#times.get(kind)?.push((await this.#run(kind, count)) / count);
  }

  stop(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  async #run(kind: BenchedKind, count: number): Promise<number> {
    this.#child.send({ kind, count });
    const [{ milliseconds }] = (await once(this.#child, 'message')) as [{ milliseconds: number }];
    return milliseconds;
  }
}

/** Returns the name of an evaluator with the version that is measured. */
function labelOf(name: string): string {
  const named = candidates.find((candidate) => candidate.name === name)?.package;
  if (named === undefined) return name;
  const path = findPackageJSON(named, import.meta.url);
  const { version } = JSON.parse(path ? readFileSync(path, 'utf8') : '{}') as { readonly version?: string };
  return `${name} ${version ?? ''}`.trimEnd();
}
