import { readFileSync } from 'node:fs';
import { compileRuleset, createRegistry, evaluate, parseRuleset } from '@hoist/core';
import type { CompiledRuleset, JsonObject } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';
import { createRandom } from '../testing/random-json.ts';
import { findDifferences, knownDifferences } from './testing-differences.ts';
import type { KnownDifference } from './testing-differences.ts';
import { openFlagd } from './testing-flagd.ts';
import { randomFlag, randomQuestion, variants } from './testing-questions.ts';
import type { SharedFlag } from './testing-questions.ts';

/** `npm run deep` asks for more, from another seed each time. */
const pairs = Number(process.env['HOIST_DEEP_PAIRS'] ?? 5_000);
const seed = Number(process.env['HOIST_DEEP_SEED'] ?? 20_261_125);
const contextsEach = 10;
const flagsAtOnce = 200;

const registry = createRegistry(standardPlugins);
const clock = { now: 0, rolloutNow: 0 };

function compile(flags: readonly SharedFlag[]): CompiledRuleset {
  const head = { format: 1, installation: 'shared', environment: 'shared', epoch: 1, version: 1 };
  return compileRuleset(
    parseRuleset({ ...head, state: '0'.repeat(64), flags: flags.map(toServed), segments: [] }),
    registry,
  );
}

function toServed({ key, salt, rules, otherwise }: SharedFlag) {
  const setting = {
    enabled: true,
    off: 'off',
    salt,
    rules: rules.map(({ conditions, variant }, index) => ({
      id: `rule-${index}`,
      conditions,
      serve: toServe(variant),
    })),
    everyoneElse: toServe(otherwise),
  };
  const values = variants.map((variant) => ({ key: variant, value: variant }));
  const head = { key, revision: 1, version: 1, type: 'string', clientVisible: false, needs: [] };
  return { ...head, variants: values, setting };
}

function toServe(otherwise: SharedFlag['otherwise']) {
  if (typeof otherwise === 'string') return { strategy: 'fixed', params: { variant: otherwise } };
  const { by, ends } = otherwise;
  const ranges = ends.map(({ to, variant }, index) => ({ from: ends[index - 1]?.to ?? 0, to, variant }));
  return { strategy: 'split', params: { by, ranges } };
}

interface Pair {
  readonly flag: SharedFlag;
  readonly context: JsonObject;
  readonly ours: string | undefined;
  readonly flagd: string;
}

function* askBoth(): Generator<Pair> {
  const random = createRandom(seed);
  for (let asked = 0; asked < pairs;) {
    const flags = Array.from({ length: flagsAtOnce }, (_, index) => randomFlag(random, `flag-${index}`));
    const compiled = compile(flags);
    expect(compiled.failures).toEqual([]);
    const askFlagd = openFlagd(flags);
    for (const flag of flags) {
      for (let each = 0; each < contextsEach && asked < pairs; each++, asked++) {
        const context = randomQuestion(random);
        const { variant, errorCode } = evaluate(compiled, flag.key, context, clock);
        yield { flag, context, ours: errorCode ?? variant, flagd: askFlagd(flag.key, context) };
      }
    }
  }
}

describe('our engine and the published evaluator of flagd', () => {
  it(
    `answer ${pairs} random questions alike, or differ for a reason that is written down`,
    () => {
      const explained = new Map<KnownDifference, number>();
      const unexplained: Pair[] = [];
      let bound = 0;
      let alike = 0;
      for (const pair of askBoth()) {
        const reasons = findDifferences(pair.flag, pair.context);
        if (reasons.size === 0) bound++;
        if (pair.ours === pair.flagd) alike++;
        else if (reasons.size === 0) unexplained.push(pair);
        else for (const reason of reasons) explained.set(reason, (explained.get(reason) ?? 0) + 1);
      }
      console.log(
        `flagd: ${pairs} pairs from seed ${seed}, ${alike} alike; ${bound} had to be:`,
        Object.fromEntries(explained),
      );
      expect(unexplained.slice(0, 3)).toEqual([]);
      expect(bound).toBeGreaterThan(pairs * 0.5);
      expect(alike).toBeGreaterThan(pairs * 0.75);
      // A difference that never shows is none.
      expect([...explained.keys()].sort()).toEqual(Object.keys(knownDifferences).sort());
    },
    15_000 + pairs * 3,
  );

  it('differ for the reasons that the guide gives, and no other', () => {
    const guide = readFileSync(
      new URL('../../../docs/guides/conformance.md', import.meta.url),
      'utf8',
    ).replaceAll(/\s+/g, ' ');
    for (const [reason, why] of Object.entries(knownDifferences)) {
      expect(guide).toContain(`| ${reason} | ${why} |`);
    }
  });
});
