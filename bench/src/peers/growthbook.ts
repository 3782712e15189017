import { GrowthBookClient } from '@growthbook/growthbook';
import type { FeatureApiResponse } from '@growthbook/growthbook';
import { plainVariant } from '../workload.ts';
import type { BenchedFlag } from '../workload.ts';
import { asCandidate } from './candidate.ts';
import type { OpenCandidate } from './candidate.ts';

/** Opens GrowthBook with its features in memory. */
export const open: OpenCandidate = async (flags, people) => {
  const client = new GrowthBookClient({});
  const features = Object.fromEntries(flags.map((flag) => [flag.key, toFeature(flag)]));
  client.initSync({ payload: { features } as FeatureApiResponse });
  return asCandidate({
    people: people.map((person) => ({ attributes: { ...person } })),
    boolean: (key, person) => client.isOn(key, person),
    text: (key, person) => client.getFeatureValue(key, 'none', person),
  });
};

function toFeature(flag: BenchedFlag) {
  const hash = { hashAttribute: 'targetingKey', hashVersion: 2, seed: flag.key };
  switch (flag.kind) {
    case 'boolean':
      return { defaultValue: flag.on };
    case 'segment': {
      const condition = {
        country: { $in: flag.countries },
        plan: flag.plan,
        appVersion: { $vgte: flag.minVersion },
      };
      return { defaultValue: false, rules: [{ condition, force: true }] };
    }
    case 'rollout':
      return { defaultValue: false, rules: [{ force: true, coverage: flag.percent / 100, ...hash }] };
    case 'multivariate': {
      const rule = {
        condition: { country: { $in: flag.countries } },
        key: flag.key,
        ...hash,
        variations: flag.variants.map(({ key }) => key),
        weights: flag.variants.map(({ percent }) => percent / 100),
        coverage: 1,
        meta: flag.variants.map(({ key }) => ({ key })),
      };
      return { defaultValue: plainVariant, rules: [rule] };
    }
  }
}
