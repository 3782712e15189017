import { init } from '@launchdarkly/node-server-sdk';
import { FileDataSourceFactory } from '@launchdarkly/node-server-sdk/integrations';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchedFlag } from '../workload.ts';
import { asCandidate } from './candidate.ts';
import type { OpenCandidate } from './candidate.ts';

const quiet = { error: nothing, warn: nothing, info: nothing, debug: nothing };

/** Opens LaunchDarkly from a file, without events. Its evaluations are asynchronous, so each is awaited. */
export const open: OpenCandidate = async (flags, people) => {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-bench-'));
  const path = join(folder, 'flags.json');
  const published = Object.fromEntries(flags.map((flag) => [flag.key, toFlag(flag)]));
  writeFileSync(path, JSON.stringify({ flags: published, segments: {} }));
  const files = new FileDataSourceFactory({ paths: [path], autoUpdate: false });
  const client = init('bench', {
    updateProcessor: files.getFactory(),
    sendEvents: false,
    diagnosticOptOut: true,
    logger: quiet,
  });
  await client.waitForInitialization({ timeout: 20 });
  rmSync(folder, { recursive: true });
  return asCandidate({
    people: people.map(({ targetingKey, ...rest }) => ({ kind: 'user', key: targetingKey, ...rest })),
    boolean: (key, person) => client.boolVariation(key, person, false),
    text: (key, person) => client.stringVariation(key, person, 'none'),
  });
};

function nothing(): void {
  // Logging is off.
}

function toFlag(flag: BenchedFlag) {
  const about = { key: flag.key, version: 1, on: true, salt: `salt-${flag.key}` };
  const empty = { rules: [], targets: [], prerequisites: [] };
  const onOff = {
    ...about,
    ...empty,
    variations: [true, false],
    offVariation: 1,
    fallthrough: { variation: 1 },
  };
  switch (flag.kind) {
    case 'boolean':
      return { ...onOff, fallthrough: { variation: flag.on ? 0 : 1 } };
    case 'segment': {
      const clauses = [
        toClause('country', 'in', flag.countries),
        toClause('plan', 'in', [flag.plan]),
        { ...toClause('appVersion', 'semVerLessThan', [flag.minVersion]), negate: true },
      ];
      return { ...onOff, rules: [{ id: 'rule', variation: 0, clauses }] };
    }
    case 'rollout':
      return { ...onOff, fallthrough: { rollout: toRollout([flag.percent, 100 - flag.percent]) } };
    case 'multivariate': {
      const clauses = [toClause('country', 'in', flag.countries)];
      const rollout = toRollout(flag.variants.map(({ percent }) => percent));
      return {
        ...onOff,
        variations: flag.variants.map(({ key }) => key),
        offVariation: 0,
        fallthrough: { variation: 0 },
        rules: [{ id: 'rule', clauses, rollout }],
      };
    }
  }
}

function toClause(attribute: string, op: string, values: readonly (string | number)[]) {
  return { contextKind: 'user', attribute, op, values, negate: false };
}

function toRollout(percents: readonly number[]) {
  const variations = percents.map((percent, variation) => ({ variation, weight: percent * 1_000 }));
  return { contextKind: 'user', variations };
}
