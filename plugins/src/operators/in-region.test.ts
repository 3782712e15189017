import { compileRuleset, createRegistry, evaluate, findProblems, parseRuleset } from '@hoist/core';
import { describeCondition } from '@hoist/core/words';
import type { Json } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { inRegion } from './in-region.ts';

const registry = createRegistry(standardPlugins);
const fixed = (variant: string) => ({ strategy: 'fixed', params: { variant } });

function build(condition: Record<string, Json>, regions?: Json) {
  return parseRuleset({
    format: 1,
    installation: 'test',
    environment: 'dev',
    epoch: 1,
    version: 1,
    state: '0'.repeat(64),
    segments: [],
    ...(regions !== undefined && { regions }),
    flags: [
      {
        key: 'x',
        revision: 1,
        version: 1,
        type: 'boolean',
        clientVisible: false,
        needs: [],
        variants: [
          { key: 'on', value: true },
          { key: 'off', value: false },
        ],
        setting: {
          enabled: true,
          salt: 'checkout',
          rules: [{ id: 'r', conditions: [{ operator: 'in-region', ...condition }], serve: fixed('on') }],
          everyoneElse: fixed('off'),
        },
      },
    ],
  });
}

function serves(ruleset: ReturnType<typeof build>, context: Record<string, unknown>) {
  return evaluate(compileRuleset(ruleset, registry), 'x', context, { now: 0, rolloutNow: 0 }).variant;
}

describe('in-region', () => {
  it('never matches what is no region or too coarse to tell, negated or not', () => {
    expect(askOperator(inRegion, ['US-CA'], 'US')).toBeUndefined();
    expect(askOperator(inRegion, ['DE'], 'Germany')).toBeUndefined();
    expect(serves(build({ operand: ['US-CA'], negate: true }), { country: 'US' })).toBe('off');
    expect(serves(build({ operand: ['US-CA'], negate: true }), { country: 'US-NY' })).toBe('on');
  });

  it('asks the attribute that the installation chose, where a condition names none', () => {
    expect(serves(build({ operand: ['DACH'] }), { country: 'AT' })).toBe('on');
    const regions = { attribute: 'geo.country', groups: {} };
    expect(serves(build({ operand: ['DACH'] }, regions), { geo: { country: 'at' } })).toBe('on');
    expect(serves(build({ operand: ['DACH'] }, regions), { country: 'AT' })).toBe('off');
    expect(serves(build({ operand: ['DACH'], attribute: 'billing' }, regions), { billing: 'CH' })).toBe('on');
  });

  it("knows the installation's own groups", () => {
    const regions = { groups: { LAUNCH: ['NZ', 'BENELUX'] } };
    expect(serves(build({ operand: ['LAUNCH'] }, regions), { country: 'LU' })).toBe('on');
    expect(serves(build({ operand: ['LAUNCH'] }, regions), { country: 'AU' })).toBe('off');
  });

  it('names the region that nobody knows', () => {
    expect(findProblems(build({ operand: ['DE', 'LAUNCH'] }), registry)).toMatchObject([
      { code: 'region-unknown', path: 'setting.rules.0.conditions.0.operand.1' },
    ]);
    expect(findProblems(build({ operand: ['UK'] }), registry)).toMatchObject([
      { message: "'UK' is no country of ISO 3166-1. Use 'GB'.", inactive: true },
    ]);
    expect(inRegion.bind(['Germany'])).toMatchObject({ ok: false, issues: [{ path: '0' }] });
  });

  it('is said of the region, where a condition names no attribute', () => {
    const names = (_kind: string, key: string) => key;
    const sentence = (attribute?: string) =>
      describeCondition(
        { operator: 'in-region', operand: ['EU'], negate: true, ...(attribute && { attribute }) },
        { names, registry },
      );
    expect([sentence(), sentence('billing')]).toEqual([
      'region is not in the EU',
      'billing is not in the EU',
    ]);
  });

  it('has words', () => {
    expect(wordOperator(inRegion, ['DE', 'EU', 'US-CA'])).toEqual([
      'is in Germany, the EU or US-CA',
      'is not in Germany, the EU or US-CA',
    ]);
  });
});
