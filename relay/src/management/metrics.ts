import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CountLedger, Resolution } from '@hoist/core';
import { problemKinds } from './problems.ts';
import type { Problems } from './problems.ts';
import { RequestDurations } from './request-durations.ts';
import type { StreamHub } from '../streams/stream-hub.ts';
import { addStreamMetrics } from '../streams/stream-metrics.ts';
import type { EnvironmentFeed } from '../sync/environment-feed.ts';
import type { EnvironmentFeeds } from '../sync/environment-feeds.ts';

/** The relay's metrics. No label ever comes from a request: environments, reasons, routes and statuses are all closed sets. */
export interface Metrics {
  readonly registry: Registry;
  countEvaluation(environment: string, resolution: Resolution): void;
  observe(route: string, status: number, startedAt: number): void;
  observePropagation(environment: string, seconds: number): void;
}

interface MetricSources {
  readonly feeds: Pick<EnvironmentFeeds, 'list'>;
  readonly problems: Problems;
  readonly counting: { readonly ledger: Pick<CountLedger, 'waiting' | 'lost'> };
  readonly streams: StreamHub;
  readonly ready: boolean;
}

/** Registers all metrics of one relay. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  addGauges(registry, sources.feeds);
  addHealthGauges(registry, sources);
  addCountGauges(registry, sources.counting.ledger);
  addStreamMetrics(registry, sources.streams);
  const evaluations = new Map<string, Map<string, number>>();
  new Counter({
    name: 'hoist_relay_evaluations_total',
    help: 'Flags evaluated, by environment and reason.',
    labelNames: ['environment', 'reason'],
    registers,
    collect() {
      this.reset();
      for (const [environment, reasons] of evaluations) {
        for (const [reason, count] of reasons) this.inc({ environment, reason }, count);
      }
    },
  });
  const durations = new RequestDurations(registry);
  const propagation = new Histogram({
    name: 'hoist_relay_propagation_seconds',
    help: 'Time from saving a change to serving it, by environment; both clocks must agree.',
    labelNames: ['environment'],
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  });
  return {
    registry,
    countEvaluation(environment, { reason }) {
      let reasons = evaluations.get(environment);
      if (!reasons) evaluations.set(environment, (reasons = new Map()));
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    },
    observe(route, status, startedAt) {
      durations.observe(route, status, (performance.now() - startedAt) / 1_000);
    },
    observePropagation(environment, elapsed) {
      propagation.observe({ environment }, elapsed);
    },
  };
}

function addGauges(registry: Registry, feeds: MetricSources['feeds']): void {
  const add = (name: string, help: string, read: (feed: EnvironmentFeed) => number) =>
    new Gauge({
      name: `hoist_relay_${name}`,
      help,
      labelNames: ['environment'],
      registers: [registry],
      collect() {
        this.reset();
        for (const feed of feeds.list()) this.set({ environment: feed.key }, read(feed));
      },
    });
  add('ruleset_version', 'Version of the ruleset that is served.', ({ ruleset }) => ruleset?.version ?? 0);
  add('ruleset_epoch', 'Epoch of the ruleset that is served.', ({ ruleset }) => ruleset?.epoch ?? 0);
  add('ruleset_ready', '1 when an evaluable ruleset is loaded.', ({ ready }) => (ready ? 1 : 0));
  add(
    'ruleset_failed_flags',
    'Flags that cannot be evaluated here, because of a missing plugin or bad parameters.',
    ({ ruleset }) => ruleset?.failures.length ?? 0,
  );
  add(
    'source_contact_age_seconds',
    'Time since the source was last read, by a clock that is never set; +Inf for never.',
    ({ contact }) => contact.age / 1_000,
  );
}

function addHealthGauges(registry: Registry, relay: Pick<MetricSources, 'problems' | 'ready'>): void {
  new Gauge({
    name: 'hoist_relay_ready',
    help: '1 while every environment that should be served can be, and the relay does not drain.',
    registers: [registry],
    collect() {
      this.set(relay.ready ? 1 : 0);
    },
  });
  new Gauge({
    name: 'hoist_relay_problems',
    help: 'What is wrong now, by kind: source (not reachable), log (contradicts what was read), state (cannot be served), disk (its copy is not kept).',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      for (const kind of problemKinds)
        this.set({ kind }, relay.problems.list().filter((problem) => problem.kind === kind).length);
    },
  });
}

function addCountGauges(registry: Registry, counts: Pick<CountLedger, 'waiting' | 'lost'>): void {
  new Gauge({
    name: 'hoist_relay_counts_waiting',
    help: 'Evaluations that are counted but not stored yet.',
    registers: [registry],
    collect() {
      this.set(counts.waiting);
    },
  });
  new Counter({
    name: 'hoist_relay_counts_lost_total',
    help: 'Evaluations that were counted and given up, because the store was away for too long.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(counts.lost);
    },
  });
}
