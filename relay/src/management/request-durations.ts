import type { Metric, Registry } from 'prom-client';

interface Tally {
  readonly labels: { readonly route: string; readonly status: string };
  /** How many took at most as long as each bound, and longer than the one before; the last is beyond all of them. */
  readonly counts: Float64Array;
  sum: number;
}

interface Value {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** Upper bounds, in seconds. */
const bounds = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.25, 1, 5] as const;

/**
 * How long requests took, by route and status, as a Prometheus histogram. It only adds to arrays: the client's histogram checks
 * and hashes its labels at every observation, which took a twentieth of a request's CPU.
 */
export class RequestDurations {
  readonly name = 'hoist_relay_request_duration_seconds';
  readonly help = 'Time from reading a request to handing over its answer, by route and status.';
  readonly type = 'histogram';
  readonly aggregator = 'sum';
  readonly #tallies = new Map<string, Map<number, Tally>>();

  constructor(registry: Registry) {
    // The registry calls `get` and nothing else of a metric, but its types name its own classes.
    registry.registerMetric(this as unknown as Metric);
  }

  observe(route: string, status: number, seconds: number): void {
    const tally = this.#tallies.get(route)?.get(status) ?? this.#open(route, status);
    let index = 0;
    while (index < bounds.length && seconds > (bounds[index] as number)) index++;
    tally.counts[index] = (tally.counts[index] as number) + 1;
    tally.sum += seconds;
  }

  /** Called by the registry when Prometheus asks. */
  get() {
    const { name, help, type, aggregator } = this;
    const tallies = [...this.#tallies.values()].flatMap((byStatus) => [...byStatus.values()]);
    return Promise.resolve({
      name,
      help,
      type,
      aggregator,
      values: tallies.flatMap((tally) => this.#toValues(tally)),
    });
  }

  #open(route: string, status: number): Tally {
    let byStatus = this.#tallies.get(route);
    if (!byStatus) this.#tallies.set(route, (byStatus = new Map()));
    const labels = { route, status: String(status) };
    const tally = { labels, counts: new Float64Array(bounds.length + 1), sum: 0 };
    byStatus.set(status, tally);
    return tally;
  }

  #toValues({ labels, counts, sum }: Tally): Value[] {
    let count = 0;
    const buckets = [...bounds, '+Inf'].map((le, index) => {
      count += counts[index] as number;
      return { metricName: `${this.name}_bucket`, labels: { le, ...labels }, value: count };
    });
    return [
      ...buckets,
      { metricName: `${this.name}_sum`, labels, value: sum },
      { metricName: `${this.name}_count`, labels, value: count },
    ];
  }
}
