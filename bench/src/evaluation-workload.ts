import { compileRuleset, createRegistry, parseRuleset } from '@hoist/core';
import type { CompiledRuleset, Context, Json } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';

/** The kinds of flag that are measured, in equal parts. */
export const flagKinds = ['boolean', 'segment', 'rollout', 'multivariate'] as const;
export type BenchedKind = (typeof flagKinds)[number];

export const registry = createRegistry(standardPlugins);

const countries =
  'DE FR IT ES NL BE AT CH PL CZ SE NO DK FI PT IE GR HU RO BG US CA MX BR AR CL CO PE JP KR CN IN AU NZ ZA EG NG KE TR IL'.split(
    ' ',
  );
const plans = ['pro', 'pro', 'free', 'team'];
const minBuild = 2_300;

/** The key of the nth flag of a kind. */
export function keyOf(kind: BenchedKind, index: number): string {
  return `${kind}_flag_${index}`;
}

/** A ruleset of `count` flags as it is downloaded: a quarter of each kind. */
export function createRulesetText(count: number): string {
  const flags: (Json & { readonly key: string })[] = [];
  for (let index = 0; index < count / flagKinds.length; index++) {
    for (const kind of flagKinds) flags.push(toFlag(kind, index));
  }
  const state = '0'.repeat(64);
  flags.sort((one, other) => (one.key < other.key ? -1 : 1));
  return JSON.stringify({
    format: 1,
    installation: 'bench',
    environment: 'bench',
    epoch: 1,
    version: 1,
    state,
    flags,
    segments: [],
  });
}

export function compileWorkload(count: number): CompiledRuleset {
  return compileRuleset(parseRuleset(JSON.parse(createRulesetText(count))), registry);
}

/** People, the same in every run. */
export function createPeople(count: number): Context[] {
  let state = 777;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor(((state >>> 8) / 16_777_216) * below);
  };
  return Array.from({ length: count }, (_, index) => ({
    targetingKey: `user-${random(2 ** 24)
      .toString(16)
      .padStart(8, '0')}${random(2 ** 24)
      .toString(16)
      .padStart(8, '0')}`,
    country: countries[random(countries.length)],
    plan: plans[random(plans.length)],
    appBuild: 1_000 + random(3_000),
    email: `u${index}@example.com`,
    age: 18 + random(60),
  }));
}

/** Whether a person fits the rule of the nth segment flag: worked out here, to check what is measured. */
export function fitsSegmentFlag(index: number, person: Context): boolean {
  const { country, plan, appBuild } = person;
  return listOf(index).includes(String(country)) && plan === 'pro' && Number(appBuild) > minBuild;
}

function listOf(index: number): string[] {
  return Array.from({ length: 20 }, (_, place) => countries[(index + place) % countries.length] ?? '');
}

function toFlag(kind: BenchedKind, index: number): Json & { readonly key: string } {
  const variants =
    kind === 'multivariate' ? ['red', 'green', 'blue'].map((key) => ({ key, value: key })) : onOff;
  const type = kind === 'multivariate' ? 'string' : 'boolean';
  const setting = { enabled: true, salt: `salt${String(index).padStart(6, '0')}`, ...toSteps(kind, index) };
  const key = keyOf(kind, index);
  return { key, revision: 1, version: 1, type, clientVisible: true, needs: [], variants, setting };
}

const onOff = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];

function toSteps(kind: BenchedKind, index: number): { readonly [step: string]: Json } {
  const inCountries = { attribute: 'country', operator: 'in', operand: listOf(index) };
  switch (kind) {
    case 'boolean':
      return { everyoneElse: fixed(index % 2 === 0 ? 'on' : 'off') };
    case 'segment': {
      const conditions = [
        inCountries,
        { attribute: 'plan', operator: 'equals', operand: 'pro' },
        { attribute: 'appBuild', operator: 'greater-than', operand: minBuild },
      ];
      return { rules: [{ id: 'rule', conditions, serve: fixed('on') }], everyoneElse: fixed('off') };
    }
    case 'rollout':
      return { everyoneElse: split([25_000, 'on'], [100_000, 'off']) };
    case 'multivariate': {
      const serve = split([33_000, 'red'], [66_000, 'green'], [100_000, 'blue']);
      return { rules: [{ id: 'rule', conditions: [inCountries], serve }], everyoneElse: fixed('red') };
    }
  }
}

function fixed(variant: string): Json {
  return { strategy: 'fixed', params: { variant } };
}

function split(...edges: readonly [to: number, variant: string][]): Json {
  const ranges = edges.map(([to, variant], index) => ({ from: edges[index - 1]?.[0] ?? 0, to, variant }));
  return { strategy: 'split', params: { ranges } };
}
