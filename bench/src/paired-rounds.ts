import { performance } from 'node:perf_hooks';

/** A piece of work to be measured; `run` does it `count` times. */
export interface Contender {
  readonly name: string;
  run(count: number): void | Promise<void>;
}

/**
 * The figures of one contender. Ratios compare it with the reference within a round, where noise of the machine
 * affects both.
 */
export interface Measured {
  readonly name: string;
  /** Milliseconds per piece of work, the median of all rounds. */
  readonly median: number;
  readonly best: number;
  /** Milliseconds more than the reference in the same round, the median of all rounds. */
  readonly beyond: number;
  readonly ratio: number;
  /** The 10th and the 90th percentile of the ratio. */
  readonly spread: readonly [low: number, high: number];
}

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  /** Milliseconds per contender and round, at least one piece of work. */
  readonly slice: number;
}

/**
 * Measures contenders in interleaved rounds: each round runs every one of them, beginning with another each time. The
 * first contender is the reference of all ratios.
 */
export async function measurePaired(
  contenders: readonly [Contender, ...Contender[]],
  effort: Effort,
): Promise<Measured[]> {
  const counts: number[] = [];
  for (const contender of contenders) counts.push(await warmUp(contender, effort.slice));
  const times: number[][] = contenders.map(() => []);
  for (let round = 0; round < effort.rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (turn + round) % contenders.length;
      const contender = contenders[index];
      const count = counts[index] ?? 1;
      if (contender) times[index]?.push((await timeOf(contender, count)) / count);
    }
  }
  const [reference = []] = times;
  return contenders.map(({ name }, index) => {
    const own = times[index] ?? [];
    const ratios = own.map((time, round) => time / (reference[round] ?? Number.NaN));
    const spread = [quantile(ratios, 0.1), quantile(ratios, 0.9)] as const;
    const beyond = quantile(
      own.map((time, round) => time - (reference[round] ?? Number.NaN)),
      0.5,
    );
    return {
      name,
      beyond,
      median: quantile(own, 0.5),
      best: Math.min(...own),
      ratio: quantile(ratios, 0.5),
      spread,
    };
  });
}

/** The value below which a share of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** Runs a contender until it is compiled, and returns how many pieces of work fit into one slice. */
async function warmUp(contender: Contender, slice: number): Promise<number> {
  let count = 1;
  for (let settled = 0; settled < 3;) {
    const time = await timeOf(contender, count);
    if (time >= slice) settled++;
    else count = Math.ceil(count * Math.min(8, Math.max(1.5, (slice * 1.1) / Math.max(time, 0.001))));
  }
  return count;
}

async function timeOf(contender: Contender, count: number): Promise<number> {
  const started = performance.now();
  await contender.run(count);
  return performance.now() - started;
}
