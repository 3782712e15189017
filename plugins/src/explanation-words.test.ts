import { compileRuleset, createRegistry, explain, parseRuleset } from '@hoist/core';
import { describeExplanation, describeResolution } from '@hoist/core/words';
import type { Context, Json, JsonObject } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from './standard-plugins.ts';

const registry = createRegistry(standardPlugins);
const names = (kind: 'segment' | 'variant', key: string) => (kind === 'segment' ? key.toUpperCase() : key);
const clock = { now: 0, rolloutNow: 0 };
const fixed = (variant: string): JsonObject => ({ strategy: 'fixed', params: { variant } });
const half: JsonObject = {
  strategy: 'split',
  params: {
    ranges: [
      { from: 0, to: 50_000, variant: 'on' },
      { from: 50_000, to: 100_000, variant: 'off' },
    ],
  },
};

const flag = (key: string, parts: JsonObject | null): JsonObject => ({
  key,
  revision: 1,
  version: 1,
  type: 'boolean',
  clientVisible: false,
  needs: [],
  variants: [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ],
  setting: parts && { enabled: true, off: 'off', salt: 'checkout1', everyoneElse: fixed('off'), ...parts },
});
const staff = { key: 'staff', revision: 1, version: 1, included: ['mira'] };
const beta = {
  key: 'beta',
  revision: 1,
  version: 1,
  conditionGroups: [{ conditions: [{ attribute: 'beta', operator: 'equals', operand: true }] }],
};

function say(parts: JsonObject | null, context: Context = {}, more: readonly Json[] = []) {
  const ruleset = parseRuleset({
    format: 1,
    installation: 'test',
    environment: 'dev',
    epoch: 1,
    version: 1,
    state: '0'.repeat(64),
    flags: [flag('cart', parts), ...more],
    segments: [staff, beta],
    bucketGroups: [
      {
        key: 'wave',
        revision: 1,
        version: 1,
        salt: 'wave1234',
        shares: [{ from: 0, to: 1_000, flag: 'cart' }],
      },
    ],
  });
  const explanation = explain(compileRuleset(ruleset, registry), 'cart', context, clock);
  const wording = { names, registry };
  return {
    headline: describeResolution(explanation.resolution, wording),
    steps: describeExplanation(explanation, wording).map(({ outcome, text }) => `${outcome}: ${text}`),
    details: describeExplanation(explanation, wording).flatMap(({ details }) => details),
  };
}

const rules: Json = [
  { id: 'r1', name: 'Staff first', segments: ['staff'], serve: fixed('on') },
  {
    id: 'r2',
    segments: ['beta'],
    conditions: [
      { attribute: 'country', operator: 'in', operand: ['DE', 'AT'] },
      { attribute: 'version', operator: 'semver-at-least', operand: '2.3' },
    ],
    serve: half,
  },
];

describe('an explanation in words', () => {
  it('says for every step what was asked and found', () => {
    const context = { targetingKey: 'anna', beta: true, country: 'DE', version: '2.10.0' };
    const { headline, steps, details } = say({ rules }, context);
    expect(headline).toBe('Gets on: drawn by percentage.');
    expect(steps).toEqual([
      'passed: The flag is on',
      'passed: Staff first: does not fit',
      'decided: A rule: fits, gets on, drawn at 17.491 % by ID',
      'not reached: Everyone else',
    ]);
    expect(details).toEqual([
      'STAFF: does not fit',
      'BETA: fits',
      'beta is true: fits',
      'country is DE or AT: fits',
      'version is at least version 2.3: fits',
    ]);
  });

  it('distinguishes a missing attribute from one of another type and from one that cannot be compared', () => {
    expect(say({ rules }, { targetingKey: 'mira', country: 7, version: 'new' }).details).toEqual(
      [
        'STAFF: listed by ID',
        'BETA: does not fit',
        'beta is true: the attribute is missing',
        'country is DE or AT: fits',
        'version is at least version 2.3: the attribute cannot be compared',
      ].map((line) => line.replace('country is DE or AT: fits', 'country is DE or AT: does not fit')),
    );
    expect(say({ rules }, { country: true }).details).toContain(
      'country is DE or AT: the attribute is of another type',
    );
  });

  it.each<readonly [string, JsonObject | null, Context, readonly [headline: string, decided: string]]>([
    [
      'not set up',
      null,
      {},
      [
        "Gets the app's own default: the flag is off for everybody, or for lack of another flag.",
        'decided: Nobody has chosen yet who gets it here',
      ],
    ],
    [
      'off',
      { enabled: false },
      {},
      ['Gets off: the flag is off for everybody, or for lack of another flag.', 'decided: The flag is off'],
    ],
    [
      'on for everyone',
      { everyoneElse: fixed('on') },
      {},
      ['Gets on, as everybody does.', 'decided: Everyone else, gets on'],
    ],
    ['no rule', { rules }, {}, ['Gets off: no rule fits.', 'decided: Everyone else, gets off']],
    [
      'a rule',
      { rules },
      { targetingKey: 'mira' },
      ['Gets on: a rule fits.', 'decided: Staff first: fits, gets on'],
    ],
    [
      'never',
      { never: ['staff'] },
      { targetingKey: 'mira' },
      ['Gets off: kept out.', 'decided: In STAFF, who never get it'],
    ],
    [
      'elsewhere',
      { availability: { mode: 'only', regions: ['EU'] } },
      { country: 'US' },
      ['Gets off: kept out.', 'decided: Where they are is known: it is not available there'],
    ],
    [
      'nowhere',
      { availability: { mode: 'only', regions: ['EU'] } },
      {},
      ['Gets off: kept out.', 'decided: Where they are is not known: it is not available there'],
    ],
    [
      'another group',
      { bucketGroup: 'wave' },
      { targetingKey: 'anna' },
      ['Gets off: drawn by percentage.', "decided: Outside this flag's share of the group wave"],
    ],
    [
      'no ID',
      { everyoneElse: half },
      {},
      [
        "Gets the app's own default: it failed. The flag needs a targeting key. Send it in the context.",
        'decided: Everyone else, and no version could be chosen',
      ],
    ],
    [
      'a flag that lacks',
      { prerequisites: [{ flag: 'base', variants: ['on'] }] },
      {},
      [
        'Gets off: the flag is off for everybody, or for lack of another flag.',
        'decided: The flag base serves off, and it has to serve on',
      ],
    ],
  ])('has a sentence for %s', (_, parts, context, [headline, decided]) => {
    const said = say(parts, context, [flag('base', {})]);
    expect(said.headline).toBe(headline);
    expect(said.steps).toContain(decided);
  });

  it('says why a flag cannot be read here', () => {
    const said = say({ everyoneElse: { strategy: 'lottery', params: {} } });
    expect(said.steps).toContain('decided: The flag cannot be read here');
    expect(said.details[0]).toContain("Strategy 'lottery' is not installed here.");
  });
});
