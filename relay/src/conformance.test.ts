import { conformanceCases, runConformance } from '@hoist/core/conformance';
import type { ConformanceAnswer, ConformanceCase } from '@hoist/core/conformance';
import { rulesetSchema } from '@hoist/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Installation, startRelay } from './testing.ts';
import type { RunningRelay } from './testing.ts';

/** A relay keeps its own time, so it is asked what does not depend on it. */
const cases = conformanceCases.filter(({ clock }) => clock === undefined);
const rulesets = [...new Set(cases.map(({ ruleset }) => ruleset))];
const keys = new Map<ConformanceCase['ruleset'], string>();
const installation = new Installation();
let relay: RunningRelay;

beforeAll(async () => {
  for (const [index, ruleset] of rulesets.entries()) {
    const { flags, segments, regions, groups = [] } = rulesetSchema.parse(ruleset);
    const environment = `group-${index}`;
    await installation.publish(environment, {
      flags: flags.map(({ version: _, ...flag }) => flag),
      segments: segments.map(({ version: _, ...segment }) => segment),
      ...(regions && { regions }),
      groups: groups.map(({ version: _, ...group }) => group),
    });
    keys.set(ruleset, await installation.addKey(environment));
  }
  relay = await startRelay({ url: installation.url, dataDir: installation.folder });
  await relay.until(
    () => relay.relay.status().environments.filter(({ ready }) => ready).length === rulesets.length,
  );
});

afterAll(async () => {
  await relay.stop();
  installation.remove();
});

async function ask({ ruleset, flag, context }: ConformanceCase): Promise<ConformanceAnswer> {
  const key = keys.get(ruleset) ?? '';
  const path = `/ofrep/v1/evaluate/flags/${encodeURIComponent(flag)}`;
  const response = await relay.post(path, { key, body: JSON.stringify({ context }) });
  const { value, variant, reason, errorCode } = (await response.json()) as Partial<ConformanceAnswer>;
  return { value, variant: variant || null, reason: reason ?? 'ERROR', errorCode };
}

it(`answers all ${cases.length} conformance cases over HTTP as the engine does`, async () => {
  expect(cases.length).toBeGreaterThan(50);
  expect(await runConformance(ask, cases)).toEqual([]);
});
