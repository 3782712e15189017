import { InMemStorageProvider, Unleash } from 'unleash-client';
import { once } from 'node:events';
import { plainVariant } from '../workload.ts';
import type { BenchedFlag } from '../workload.ts';
import { asCandidate } from './candidate.ts';
import type { OpenCandidate } from './candidate.ts';

type Bootstrap = NonNullable<NonNullable<ConstructorParameters<typeof Unleash>[0]['bootstrap']>['data']>;

/** Opens Unleash from a bootstrap; its URL is a closed port of this machine that is never called. */
export const open: OpenCandidate = async (flags, people) => {
  const unleash = new Unleash({
    appName: 'bench',
    url: 'http://127.0.0.1:9/api/',
    refreshInterval: 0,
    disableMetrics: true,
    skipInstanceCountWarning: true,
    storageProvider: new InMemStorageProvider(),
    bootstrap: { data: flags.map(toFeature) as unknown as Bootstrap },
  });
  unleash.on('error', () => undefined);
  unleash.on('warn', () => undefined);
  if (!unleash.isSynchronized()) await once(unleash, 'synchronized');
  const fallback = { name: plainVariant, enabled: false };
  return asCandidate({
    people: people.map(({ targetingKey, ...attributes }) => ({
      userId: targetingKey,
      properties: { ...attributes },
    })),
    boolean: (key, person) => unleash.isEnabled(key, person),
    text: (key, person) => unleash.getVariant(key, person, fallback).name,
  });
};

function toFeature(flag: BenchedFlag) {
  const about = { name: flag.key, type: 'release', enabled: true, stale: false, impressionData: false };
  const feature = { ...about, variants: [] };
  switch (flag.kind) {
    case 'boolean':
      return { ...feature, enabled: flag.on, strategies: [{ name: 'default', parameters: {} }] };
    case 'segment': {
      const constraints = [
        oneOf('country', flag.countries),
        oneOf('plan', [flag.plan]),
        {
          contextName: 'appVersion',
          operator: 'SEMVER_LT',
          value: flag.minVersion,
          values: [],
          inverted: true,
        },
      ];
      return { ...feature, strategies: [{ name: 'default', parameters: {}, constraints }] };
    }
    case 'rollout':
      return { ...feature, strategies: [toRollout(flag.key, flag.percent)] };
    case 'multivariate': {
      const variants = flag.variants.map(({ key, percent }) => ({
        name: key,
        weight: percent * 10,
        stickiness: 'userId',
        payload: { type: 'string', value: key },
      }));
      const constraints = [oneOf('country', flag.countries)];
      return { ...feature, strategies: [{ ...toRollout(flag.key, 100), constraints, variants }] };
    }
  }
}

function oneOf(contextName: string, values: readonly string[]) {
  return { contextName, operator: 'IN', values: [...values] };
}

function toRollout(groupId: string, percent: number) {
  return {
    name: 'flexibleRollout',
    parameters: { rollout: String(percent), stickiness: 'userId', groupId },
  };
}
