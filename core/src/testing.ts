import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Json } from './model/json.ts';
import { parseRuleset } from './model/parse-ruleset.ts';
import { defineOperator } from './plugin/operator.ts';
import { createRegistry } from './plugin/registry.ts';
import type { Plugin, Registry } from './plugin/registry.ts';
import { defineStrategy } from './plugin/strategy.ts';
import type { Ruleset } from './model/ruleset.ts';

/** Small plugins and builders for core's own tests; the real plugins are tested in their package. */

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const is = defineOperator({
  name: 'is',
  title: 'is',
  negatedTitle: 'is not',
  description: '',
  group: '',
  accepts: ['string', 'number'],
  schema: z.union([z.string(), z.number()]),
  matches: (actual, operand) => actual === operand,
  matchRange: (operand) => ({ values: new Set([operand]) }),
  vectors: [],
});

const present = defineOperator({
  name: 'present',
  title: 'is present',
  negatedTitle: 'is missing',
  description: '',
  group: '',
  accepts: ['missing', 'string', 'number', 'boolean', 'list', 'object'],
  schema: null,
  matches: (actual) => actual !== undefined,
  vectors: [],
});

const member = defineOperator({
  name: 'member',
  title: 'is in',
  negatedTitle: 'is not in',
  description: '',
  group: '',
  accepts: [],
  schema: z.string(),
  references: (operand) => ({ segments: [operand] }),
  matches: (_actual, operand, subject) => subject.inSegment(operand),
  describe: (operand, { negate, nameOf }) => `is ${negate ? 'not ' : ''}in ${nameOf('segment', operand)}`,
  vectors: [],
});

const after = defineOperator({
  name: 'after',
  title: 'is after',
  negatedTitle: 'is not after',
  description: '',
  group: '',
  accepts: [],
  schema: z.number(),
  matches: (_actual, operand, subject) => subject.now >= operand,
  nextChange: (operand, now) => (operand > now ? operand : undefined),
  vectors: [],
});

const explode = defineOperator({
  name: 'explode',
  title: 'explodes',
  negatedTitle: 'explodes',
  description: '',
  group: '',
  accepts: ['string'],
  schema: null,
  matches() {
    throw new Error('a plugin of somebody else');
  },
  vectors: [],
});

const pick = defineStrategy({
  name: 'pick',
  title: 'Pick',
  description: '',
  schema: z.object({ variant: z.string() }),
  bucketed: false,
  variants: ({ variant }) => [variant],
  assign: (_subject, { variant }) => variant,
  shares: ({ variant }) => [{ variant, share: 100_000 }],
  vectors: [],
});

const share = defineStrategy({
  name: 'share',
  title: 'Share',
  description: '',
  schema: z.object({ to: z.number(), by: z.string().optional() }),
  bucketed: true,
  variants: () => ['on', 'off'],
  assign(subject, { to, by }) {
    const bucket = subject.bucket('share', by);
    if (bucket === undefined) return undefined;
    return bucket < to ? 'on' : 'off';
  },
  shares: ({ to }) => [
    { variant: 'on', share: to },
    { variant: 'off', share: 100_000 - to },
  ],
  vectors: [],
});

const from = defineStrategy({
  name: 'from',
  title: 'From an instant',
  description: '',
  schema: z.object({ at: z.number() }),
  bucketed: false,
  variants: () => ['on', 'off'],
  assign: (subject, { at }) => (subject.now >= at ? 'on' : 'off'),
  nextChange: ({ at }, now) => (at > now ? at : undefined),
  vectors: [],
});

export const testPlugins: readonly Plugin[] = [is, present, member, after, explode, pick, share, from];
export const testRegistry: Registry = createRegistry(testPlugins);

export const on: Json = { strategy: 'pick', params: { variant: 'on' } };
export const off: Json = { strategy: 'pick', params: { variant: 'off' } };

/** A setting that is on for everyone, unless `parts` say otherwise. */
export function buildSetting(parts: Record<string, Json> = {}): Json {
  return { enabled: true, off: 'off', salt: 'checkout', everyoneElse: on, ...parts };
}

/** A boolean flag with the variants `on` and `off`. */
export function buildFlag(key: string, setting: Json, parts: Record<string, Json> = {}): Json {
  const variants = [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ];
  const flag = {
    key,
    revision: 1,
    version: 1,
    type: 'boolean',
    clientVisible: false,
    needs: [],
    variants,
    setting,
  };
  return { ...flag, ...parts };
}

export function buildSegment(key: string, parts: Record<string, Json> = {}): Json {
  return { key, revision: 1, version: 1, ...parts };
}

export function buildRuleset(flags: readonly Json[], segments: readonly Json[] = []): Ruleset {
  return parseRuleset({
    format: 1,
    installation: 'test',
    environment: 'dev',
    epoch: 1,
    version: 1,
    state: '0'.repeat(64),
    flags,
    segments,
  });
}

export const clock = { now: 1_000, rolloutNow: 1_000 };
