import { performance } from 'node:perf_hooks';

/** Something to be measured: does its work `count` times. */
export interface Contender {
  readonly name: string;
  run(count: number): void;
}

/** One contender's figures. Ratios compare it with the reference inside one round: noise of the machine hits both. */
export interface Measured {
  readonly name: string;
  /** Milliseconds per piece of work, the median of all rounds. */
  readonly median: number;
  readonly best: number;
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
export function measurePaired(contenders: readonly [Contender, ...Contender[]], effort: Effort): Measured[] {
  const counts = contenders.map((contender) => warmUp(contender, effort.slice));
  const times: number[][] = contenders.map(() => []);
  for (let round = 0; round < effort.rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (turn + round) % contenders.length;
      const contender = contenders[index];
      const count = counts[index] ?? 1;
      if (contender) times[index]?.push(timeOf(contender, count) / count);
    }
  }
  const [reference = []] = times;
  return contenders.map(({ name }, index) => {
    const own = times[index] ?? [];
    const ratios = own.map((time, round) => time / (reference[round] ?? Number.NaN));
    const spread = [quantile(ratios, 0.1), quantile(ratios, 0.9)] as const;
    return { name, median: quantile(own, 0.5), best: Math.min(...own), ratio: quantile(ratios, 0.5), spread };
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

/** Runs it until it is compiled, and says how often it goes into one slice. */
function warmUp(contender: Contender, slice: number): number {
  let count = 1;
  for (let settled = 0; settled < 3;) {
    const time = timeOf(contender, count);
    if (time >= slice) settled++;
    else count = Math.ceil(count * Math.min(8, Math.max(1.5, (slice * 1.1) / Math.max(time, 0.001))));
  }
  return count;
}

function timeOf(contender: Contender, count: number): number {
  const started = performance.now();
  contender.run(count);
  return performance.now() - started;
}
