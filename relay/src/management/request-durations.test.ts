import { Histogram, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { RequestDurations } from './request-durations.ts';

it("is scraped as the client's own histogram of the same observations is", async () => {
  const [own, theirs] = [new Registry(), new Registry()];
  const durations = new RequestDurations(own);
  const { name, help } = durations;
  const buckets = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.25, 1, 5];
  const histogram = new Histogram({
    name,
    help,
    labelNames: ['route', 'status'],
    buckets,
    registers: [theirs],
  });
  expect(await own.metrics()).toBe(await theirs.metrics());
  const seconds = [0, 0.000_01, 0.000_05, 0.000_06, 0.003, 5, 5.01, 60, ...buckets];
  for (const [route, status] of [
    ['single', 200],
    ['bulk', 200],
    ['bulk', 304],
    ['single', 404],
  ] as const)
    for (const each of seconds) {
      durations.observe(route, status, each);
      histogram.observe({ route, status: String(status) }, each);
    }
  const lines = async (registry: Registry) => (await registry.metrics()).split('\n').sort();
  expect(await lines(own)).toEqual(await lines(theirs));
  const [read] = await own.getMetricsAsJSON();
  expect(read).toMatchObject({ name, help });
});
