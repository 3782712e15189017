import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { StreamHub } from './stream-hub.ts';

/** Adds what a hub knows of its streams to a relay's metrics. */
export function addStreamMetrics(registry: Registry, hub: StreamHub): void {
  const registers = [registry];
  new Gauge({
    name: 'hoist_relay_streams',
    help: 'Streams that are open, by kind: changes for providers, hints for browsers.',
    labelNames: ['kind'],
    registers,
    collect() {
      for (const kind of ['changes', 'hints'] as const) this.set({ kind }, hub.count(kind));
    },
  });
  new Gauge({
    name: 'hoist_relay_streams_free',
    help: 'Streams that may be opened before the limit in all is reached.',
    registers,
    collect() {
      this.set(hub.limits.total - hub.size);
    },
  });
  new Counter({
    name: 'hoist_relay_streams_refused_total',
    help: 'Streams that were not opened, by the limit that was reached: total, key or address.',
    labelNames: ['limit'],
    registers,
    collect() {
      this.reset();
      for (const [limit, count] of Object.entries(hub.refused)) this.inc({ limit }, count);
    },
  });
  new Counter({
    name: 'hoist_relay_streams_cut_total',
    help: 'Streams that were closed because their readers were too slow.',
    registers,
    collect() {
      this.reset();
      this.inc(hub.cut);
    },
  });
}
