import { createConsoleLogger, getClient, LogLevel, PollingMode, User } from 'configcat-node';
import { plainVariant } from '../workload.ts';
import type { BenchedFlag } from '../workload.ts';
import { asCandidate } from './candidate.ts';
import type { OpenCandidate } from './candidate.ts';

const sdkKey = `configcat-sdk-1/${'a'.repeat(22)}/${'b'.repeat(22)}`;
/** The numbers of comparators in ConfigCat's format. */
const comparators = { isOneOf: 0, textEquals: 28, semverAtLeast: 9 };

/** Opens ConfigCat offline from its cache; it evaluates by snapshot, which is synchronous and its fastest way. */
export const open: OpenCandidate = async (flags, people) => {
  const settings = Object.fromEntries(flags.map((flag) => [flag.key, toSetting(flag)]));
  const config = { p: { u: 'http://127.0.0.1:9', r: 0, s: 'c2FsdA==' }, s: [], f: settings };
  const cached = `${Date.now()}\n\n${JSON.stringify(config)}`;
  const client = getClient(sdkKey, PollingMode.ManualPoll, {
    offline: true,
    cache: { get: () => cached, set: () => undefined },
    logger: createConsoleLogger(LogLevel.Off),
  });
  await client.getValueAsync('x', false);
  const snapshot = client.snapshot();
  return asCandidate({
    people: people.map(
      ({ targetingKey, email, country, ...rest }) => new User(targetingKey, email, country, rest),
    ),
    boolean: (key, person) => snapshot.getValue(key, false, person),
    text: (key, person) => snapshot.getValue(key, 'none', person),
  });
};

function toSetting(flag: BenchedFlag) {
  const on = { v: { b: true }, i: 'on' };
  const off = { v: { b: false }, i: 'off' };
  switch (flag.kind) {
    case 'boolean':
      return { t: 0, v: { b: flag.on }, i: 'v' };
    case 'segment': {
      const all = [
        inCountries(flag.countries),
        { u: { a: 'plan', c: comparators.textEquals, s: flag.plan } },
        { u: { a: 'appVersion', c: comparators.semverAtLeast, s: flag.minVersion } },
      ];
      return { t: 0, ...off, r: [{ c: all, s: on }] };
    }
    case 'rollout': {
      const shares = [
        { p: flag.percent, ...on },
        { p: 100 - flag.percent, ...off },
      ];
      return { t: 0, ...off, p: shares };
    }
    case 'multivariate': {
      const shares = flag.variants.map(({ key, percent }) => ({ p: percent, v: { s: key }, i: key }));
      const rule = { c: [inCountries(flag.countries)], p: shares };
      return { t: 1, v: { s: plainVariant }, i: plainVariant, r: [rule] };
    }
  }
}

function inCountries(countries: readonly string[]) {
  return { u: { a: 'Country', c: comparators.isOneOf, l: countries } };
}
