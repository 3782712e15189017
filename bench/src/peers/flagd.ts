import { FlagdCore } from '@openfeature/flagd-core';
import type { BenchedFlag } from '../workload.ts';
import { plainVariant } from '../workload.ts';
import { asCandidate } from './candidate.ts';
import type { OpenCandidate } from './candidate.ts';

const quiet = { error: nothing, warn: nothing, info: nothing, debug: nothing };

/** Opens the evaluator of flagd in this process. */
export const open: OpenCandidate = async (flags, people) => {
  const core = new FlagdCore(undefined, quiet);
  core.setConfigurations(
    JSON.stringify({ flags: Object.fromEntries(flags.map((flag) => [flag.key, toFlag(flag)])) }),
  );
  return asCandidate({
    people: people.map((person) => ({ ...person })),
    boolean: (key, person) => core.resolveBooleanEvaluation(key, false, person, quiet).value,
    text: (key, person) => core.resolveStringEvaluation(key, 'none', person, quiet).value,
  });
};

function nothing(): void {
  // Logging is off.
}

function toFlag(flag: BenchedFlag) {
  const onOff = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
  switch (flag.kind) {
    case 'boolean':
      return { ...onOff, defaultVariant: flag.on ? 'on' : 'off' };
    case 'segment': {
      const all = [
        { in: [{ var: 'country' }, flag.countries] },
        { '==': [{ var: 'plan' }, flag.plan] },
        { sem_ver: [{ var: 'appVersion' }, '>=', flag.minVersion] },
      ];
      return { ...onOff, targeting: { if: [{ and: all }, 'on', 'off'] } };
    }
    case 'rollout':
      return {
        ...onOff,
        targeting: {
          fractional: [
            ['on', flag.percent],
            ['off', 100 - flag.percent],
          ],
        },
      };
    case 'multivariate': {
      const variants = Object.fromEntries(flag.variants.map(({ key }) => [key, key]));
      const fractional = flag.variants.map(({ key, percent }) => [key, percent]);
      const targeting = {
        if: [{ in: [{ var: 'country' }, flag.countries] }, { fractional }, plainVariant],
      };
      return { state: 'ENABLED', variants, defaultVariant: plainVariant, targeting };
    }
  }
}
