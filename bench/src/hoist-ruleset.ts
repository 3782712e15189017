import { compileRuleset, createRegistry, parseRuleset } from '@hoist/core';
import type { CompiledRuleset, Json, JsonObject } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { createFlags, plainVariant } from './workload.ts';
import type { BenchedFlag } from './workload.ts';

/** The registry of all built-in plugins. */
export const registry = createRegistry(standardPlugins);

/** Writes flags and segments as the JSON text of a ruleset, as relays serve it. */
export function toRulesetText(flags: readonly BenchedFlag[], segments: readonly JsonObject[] = []): string {
  const published = flags.map(toPublishedFlag).sort((one, other) => (one.key < other.key ? -1 : 1));
  const position = { epoch: 1, version: 1, state: '0'.repeat(64) };
  return JSON.stringify({
    format: 1,
    installation: 'bench',
    environment: 'bench',
    ...position,
    flags: published,
    segments,
  });
}

/** Compiles a ruleset of `count` flags of the workload. */
export function compileWorkload(count: number): CompiledRuleset {
  return compileRuleset(parseRuleset(JSON.parse(toRulesetText(createFlags(count)))), registry);
}

const onOff = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];

/** Makes a flag as it is published: with all defaults filled in and an id for every rule. */
function toPublishedFlag(flag: BenchedFlag, index: number) {
  const { key, kind } = flag;
  const salt = `salt${String(index).padStart(6, '0')}`;
  const { variants, needs, rules, everyoneElse } = toSteps(flag, `rule-${index}`);
  const type = kind === 'multivariate' ? 'string' : 'boolean';
  const availability = { mode: 'everywhere' };
  const steps = { prerequisites: [], availability, never: [], rules, everyoneElse, off: null };
  const setting = { enabled: true, ...steps, salt };
  return { key, revision: 1, type, clientVisible: true, variants, setting, needs, version: 1 };
}

function toSteps(flag: BenchedFlag, id: string) {
  switch (flag.kind) {
    case 'boolean':
      return {
        variants: onOff,
        needs: ['strategy:fixed'],
        rules: [],
        everyoneElse: fixed(flag.on ? 'on' : 'off'),
      };
    case 'segment': {
      const conditions = [
        toCondition('country', 'in', flag.countries),
        toCondition('plan', 'equals', flag.plan),
        toCondition('appVersion', 'semver-at-least', flag.minVersion),
      ];
      const needs = ['operator:equals', 'operator:in', 'operator:semver-at-least', 'strategy:fixed'];
      return {
        variants: onOff,
        needs,
        rules: [toRule(id, conditions, fixed('on'))],
        everyoneElse: fixed('off'),
      };
    }
    case 'rollout': {
      const everyoneElse = split([
        { key: 'on', percent: flag.percent },
        { key: 'off', percent: 100 - flag.percent },
      ]);
      return { variants: onOff, needs: ['strategy:split'], rules: [], everyoneElse };
    }
    case 'multivariate': {
      const rule = toRule(id, [toCondition('country', 'in', flag.countries)], split(flag.variants));
      const needs = ['operator:in', 'strategy:fixed', 'strategy:split'];
      const variants = flag.variants.map(({ key }) => ({ key, value: key }));
      return { variants, needs, rules: [rule], everyoneElse: fixed(plainVariant) };
    }
  }
}

function toCondition(attribute: string, operator: string, operand: Json): JsonObject {
  return { attribute, operator, operand, negate: false };
}

function toRule(id: string, conditions: readonly JsonObject[], serve: JsonObject): JsonObject {
  return { id, name: '', enabled: true, segments: [], conditions, serve };
}

function fixed(variant: string): JsonObject {
  return { strategy: 'fixed', params: { variant } };
}

function split(shares: readonly { readonly key: string; readonly percent: number }[]): JsonObject {
  let from = 0;
  const ranges = shares.map(({ key: variant, percent }) => {
    const range = { from, to: from + percent * 1_000, variant };
    from = range.to;
    return range;
  });
  return { strategy: 'split', params: { ranges } };
}
