import { conformanceCases, runConformance, toConformanceRuns } from '@hoist/core/conformance';
import type { ConformanceAnswer, ConformanceCase } from '@hoist/core/conformance';
import { rolloutGrace, rulesetSchema } from '@hoist/core';
import type { LogReader } from '@hoist/store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toStatus } from './management/status.ts';
import { openStoreSource } from './sync/store-source.ts';
import type { RulesetSource } from './sync/source.ts';
import { Installation, startRelay } from './testing.ts';
import type { RunningRelay } from './testing.ts';

const alwaysInContact = Date.UTC(2200, 0);

/** An environment for each ruleset, and one for each time at which the source was lost. */
const runs = toConformanceRuns().map((run, index) => ({ ...run, environment: `run-${index}` }));
const keys = new Map<ConformanceCase, string>();
const installation = new Installation();
let relay: RunningRelay;
let now = Date.now();

beforeAll(async () => {
  for (const { ruleset, environment, cases } of runs) {
    const { flags, segments, regions, bucketGroups = [], idChunks = [] } = rulesetSchema.parse(ruleset);
    await installation.publish(environment, {
      flags: flags.map(({ version: _, ...flag }) => flag),
      segments: segments.map(({ version: _, ...segment }) => segment),
      bucketGroups: bucketGroups.map(({ version: _, ...group }) => group),
      idChunks: idChunks.map(({ version: _, ...chunk }) => chunk),
      ...(regions && { regions }),
    });
    const key = await installation.addKey(environment);
    for (const question of cases) keys.set(question, key);
  }
  relay = await startRelay({
    url: installation.url,
    dataDir: installation.folder,
    now: () => now,
    monotonic: () => now,
    openSource: openContactSource,
  });
  const isUp = ({ ready, lastContact }: { ready: boolean; lastContact: string | null }) =>
    ready && lastContact !== null;
  await relay.until(() => toStatus(relay.relay).environments.filter(isUp).length === runs.length);
});

afterAll(async () => {
  await relay.stop();
  installation.remove();
});

/** The store, each environment of which was last heard when its cases say. */
async function openContactSource(): Promise<RulesetSource> {
  const source = await openStoreSource(installation.url);
  const contacts = new Map(
    runs.map(({ environment, rolloutNow }) => [
      environment,
      rolloutNow === undefined ? alwaysInContact : rolloutNow - rolloutGrace,
    ]),
  );
  return {
    ...source,
    follow: async (log, from) => {
      const reader = await source.follow(log, from);
      return withContact(reader, contacts.get(log.split('/')[1] ?? '') ?? 0);
    },
  };
}

function withContact(reader: LogReader, lastContact: number): LogReader {
  return new Proxy(reader, {
    get(target, name) {
      if (name === 'contactAge') return now - lastContact;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

async function ask(question: ConformanceCase): Promise<ConformanceAnswer> {
  const { flag, context, clock } = question;
  now = clock?.now ?? Date.now();
  const path = `/ofrep/v1/evaluate/flags/${encodeURIComponent(flag)}`;
  const response = await relay.post(path, {
    key: keys.get(question) ?? '',
    body: JSON.stringify({ context }),
  });
  const { value, variant, reason, errorCode } = (await response.json()) as Partial<ConformanceAnswer>;
  return { value, variant: variant || null, reason: reason ?? 'ERROR', errorCode };
}

it(`answers all ${conformanceCases.length} conformance cases over HTTP as the engine does`, async () => {
  expect(await runConformance(ask)).toEqual([]);
  expect(keys.size).toBe(conformanceCases.length);
});
