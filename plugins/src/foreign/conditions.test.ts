import { readFileSync } from 'node:fs';
import { compileRuleset, createRegistry, evaluate, parseRuleset } from '@hoist/core';
import type { JsonObject } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';

/** What another platform publishes about its conditions, in our words; README.md says where from and how. */
interface ForeignFile {
  readonly source: string;
  /** Rows of the source that have no counterpart here: how many, by what they use. */
  readonly untranslated: Readonly<Record<string, number>>;
  readonly rows: readonly ForeignRow[];
}

interface ForeignRow {
  readonly name: string;
  /** Any of these rules, all conditions of it. */
  readonly rules: readonly (readonly JsonObject[])[];
  readonly context: JsonObject;
  /** What the other one answers. */
  readonly matches: boolean;
  /** Where we answer differently: why, and what. */
  readonly differs?: keyof typeof reasons;
  readonly ours?: boolean | 'PARSE_ERROR';
}

/** Every difference is one of these; docs/decisions/0010 says why. */
const reasons = {
  'a number is no version': 'flagd reads 1.2 as version 1.2.0',
  'a missing attribute matches nothing': 'Unleash and GrowthBook let a negated condition match',
  'a version may begin with v': 'Unleash takes it for none',
  'an operand that cannot be read fails its flag': 'others leave it out, or never match',
  'a text is no number': 'GrowthBook reads "8" as 8',
  'what Semantic Versioning does not know is no version': 'GrowthBook compares anything with dots or dashes',
} as const;

const files: readonly (readonly [name: string, differing: number, rows: number])[] = [
  ['flagd-semver', 4, 41],
  ['unleash-constraints', 10, 130],
  ['growthbook-conditions', 9, 166],
];
const registry = createRegistry(standardPlugins);

function answer({ rules, context }: ForeignRow): boolean | string | undefined {
  const serve = (variant: string) => ({ strategy: 'fixed', params: { variant } });
  const setting = {
    enabled: true,
    off: 'off',
    salt: 'foreign1',
    rules: rules.map((conditions, index) => ({ id: `rule-${index}`, conditions, serve: serve('on') })),
    everyoneElse: serve('off'),
  };
  const variants = [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ];
  const flag = { key: 'asked', revision: 1, version: 1, type: 'boolean', clientVisible: false, needs: [] };
  const ruleset = parseRuleset({
    format: 1,
    installation: 'foreign',
    environment: 'foreign',
    epoch: 1,
    version: 1,
    state: '0'.repeat(64),
    flags: [{ ...flag, variants, setting }],
    segments: [],
  });
  const { variant, errorCode } = evaluate(compileRuleset(ruleset, registry), 'asked', context, {
    now: 0,
    rolloutNow: 0,
  });
  return errorCode ?? variant === 'on';
}

describe.each(files)('%s', (name, differing, count) => {
  const url = new URL(`./${name}.json`, import.meta.url);
  const { rows } = JSON.parse(readFileSync(url, 'utf8')) as ForeignFile;

  it.each(rows.filter(({ differs }) => differs === undefined).map((row) => [row.name, row] as const))(
    'agrees: %s',
    (_name, row) => {
      expect(answer(row)).toBe(row.matches);
    },
  );

  it.each(rows.flatMap((row) => (row.differs ? [[row.differs, row.name, row] as const] : [])))(
    'differs, because %s: %s',
    (why, _name, row) => {
      expect(reasons).toHaveProperty([why]);
      expect(answer(row)).toBe(row.ours);
      expect(row.ours).not.toBe(row.matches);
    },
  );

  it('is all there', () => {
    expect(rows).toHaveLength(count);
    expect(rows.filter(({ differs }) => differs !== undefined)).toHaveLength(differing);
  });
});
