import { defineOperator, defineStrategy } from '@hoist/core';
import type { OperatorDefinition, StrategyDefinition } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkPlugin } from './testing.ts';

const honest: OperatorDefinition<string, 'string' | 'list'> = {
  name: 'acme:has',
  title: 'has',
  negatedTitle: 'has not',
  description: 'Has this in it.',
  group: 'Text',
  accepts: ['string', 'list'],
  schema: z.string(),
  matches: (actual, operand) => actual.includes(operand),
  vectors: [
    { actual: 'ab', operand: 'a', matches: true },
    { actual: 'b', operand: 'a', matches: false },
  ],
};
const fair: StrategyDefinition<{ to: number }> = {
  name: 'acme:share',
  title: 'Share',
  description: 'A part of the people.',
  schema: z.object({ to: z.int().min(0).max(100_000) }),
  bucketed: true,
  variants: () => ['on', 'off'],
  assign(subject, { to }) {
    const bucket = subject.bucket('share');
    if (bucket === undefined) return undefined;
    return bucket < to ? 'on' : 'off';
  },
  shares: ({ to }) => [
    { variant: 'on', share: to },
    { variant: 'off', share: 100_000 - to },
  ],
  vectors: [
    { params: { to: 30_000 }, salt: 'anything', context: {} },
    { params: { to: 30_000 }, salt: 'anything', context: { targetingKey: 'user-1' }, variant: 'on' },
    { params: { to: 30_000 }, salt: 'anything', context: { targetingKey: 'user-2' }, variant: 'off' },
  ],
};
const march2026 = Date.UTC(2026, 2);
const growth = { variant: 'on', params: (percent: number) => ({ to: Math.round(percent * 1_000) }) };

/** What the author of a broken plugin is told. */
function told(check: () => void): string {
  try {
    check();
    return 'nothing';
  } catch (error) {
    return error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  }
}
const toldOfOperator = (parts: Partial<typeof honest>) =>
  told(() => checkPlugin(defineOperator({ ...honest, ...parts })));
const toldOfStrategy = (parts: Partial<typeof fair>) =>
  told(() => checkPlugin(defineStrategy({ ...fair, ...parts }), { growth }));
/** As somebody would write it whose editor checks no types. */
const untyped = <T>(value: unknown) => value as T;

describe('checkPlugin', () => {
  it('is content with plugins that keep their promises', () => {
    expect(() => checkPlugin(defineOperator(honest))).not.toThrow();
    expect(() => checkPlugin(defineStrategy(fair), { growth })).not.toThrow();
  });

  it('names the plugin and its promise', () => {
    expect(() => checkPlugin(defineOperator({ ...honest, description: '' }))).toThrow(
      "The operator 'acme:has' breaks a promise: says what it is, and shows it by examples.",
    );
  });

  it.each<[string, Partial<typeof honest>]>([
    ['Its description is empty. Write one: people read it.', { description: ' ' }],
    ['Its negatedTitle is missing. Write one', untyped({ negatedTitle: undefined })],
    ["The operator 'starts' needs a prefix of its own, like 'acme:starts'", { name: 'starts' }],
    ["The operator 'Acme Post' needs a name of two words", { name: 'Acme Post' }],
    ['Its schema cannot be told as JSON Schema', { schema: z.custom<string>(), matchRange: undefined }],
    ['Its vectors show no mismatch. Add one with matches: false.', { vectors: honest.vectors.slice(0, 1) }],
    ["describe gave ''. It must give words", { describe: () => '' }],
    [
      'Vector 2 has an operand that the schema refuses: Take a letter. Correct it, or the schema.',
      {
        description: '',
        schema: z.string().max(1, 'Take a letter.'),
        vectors: [...honest.vectors.slice(0, 1), { actual: 'ab', operand: 'ab', matches: false }],
      },
    ],
    [
      "Vector 2 says matches: false, and matches answered true. Correct the vector, or the code.\n  vector: 2\n  actual: 'b'\n  operand: 'a'",
      { matches: () => true },
    ],
    [
      "Vector 1 says matches: true, and matches was not asked, because accepts lists no 'string'.",
      { accepts: ['list'] },
    ],
    [
      "matches threw TypeError: Cannot read properties of undefined (reading 'b'). It must answer undefined for what it cannot compare, or the schema refuse the operand.\n  vector: 1\n  actual: 'ab'\n  operand: 'a'",
      { matches: (actual) => untyped<{ a?: { b: boolean } }>(actual).a!.b },
    ],
    ['matches threw SyntaxError', { matches: (actual, operand) => new RegExp(operand).test(String(actual)) }],
    [
      "matches answered a Promise, and must answer true, false or undefined at once. Take 'async' away.\n  vector: 1",
      { matches: untyped(async () => true) },
    ],
    ["matches answered 'yes', and must answer true, false or undefined.", { matches: untyped(() => 'yes') }],
    ['matches gave two answers to one question: ', { matches: moody() }],
    [
      "Its answer went from true to false at 1970-01-01T00:00:01Z, and it has no nextChange. Add one that returns that instant.\n  vector: 1\n  actual: 'ab'",
      { matches: (actual, operand, { now }) => actual.includes(operand) && now < 1_000 },
    ],
    [
      'Its answer went from true to false at 2026-03-01T00:00:00Z, and it has no nextChange.',
      { matches: (actual, operand, { now }) => actual.includes(operand) && now < march2026 },
    ],
    [
      'nextChange, asked at 1969-09-23T00:00:00Z, gave 1969-09-23T00:00:00Z. It must give an instant that lies ahead',
      { nextChange: (_operand, now) => now },
    ],
    ["gave 'soon'. It must give an instant", { nextChange: untyped(() => 'soon') }],
    [
      'Its answer went from true to false at 1970-01-01T00:00:01.001Z, and nextChange, asked at 1970-01-01T00:00:01Z, named no instant. Return it from nextChange.',
      {
        matches: (actual, operand, { now }) => actual.includes(operand) && !(now > 1_000),
        nextChange: (_operand, now) => (now < 1_000 ? 1_000 : undefined),
      },
    ],
    [
      'at 1970-01-01T00:00:01Z, and nextChange, asked at 1969-12-31T10:30:00Z, named 1970-01-01T00:00:02Z, which is later.',
      {
        matches: (actual, operand, { now }) => actual.includes(operand) && now < 1_000,
        nextChange: (_operand, now) => (now < 2_000 ? 2_000 : undefined),
      },
    ],
    [
      "matchRange lacks a value of which matches answered true. It must hold exactly what matches: correct it, or leave it out.\n  operand: 'a'\n  actual: 'ab'",
      { matchRange: (operand) => ({ values: new Set([operand]) }) },
    ],
    ['matchRange holds a value of which matches answered undefined.', { matchRange: () => ({ from: 0 }) }],
    [
      'The values of matchRange are ["a"]. They must be a Set: new Set([…]).',
      { matchRange: (operand) => untyped({ values: [operand] }) },
    ],
    ['matchRange gave null. It must give { values } or { from, to }', { matchRange: () => untyped(null) }],
    ['An end of matchRange is no number.', { matchRange: () => untyped({ from: '1' }) }],
  ])('says of a faulty operator: %j', (words, parts) => {
    expect(toldOfOperator(parts)).toContain(words);
  });

  it('shows a long operand shortly', () => {
    const operand = Array.from({ length: 9_000 }, (_, index) => `${index}`.repeat(900));
    const schema = untyped<z.ZodType<string>>(z.array(z.string()));
    const words = toldOfOperator({
      schema,
      matches: () => true,
      vectors: [true, false].map((matches) => ({ actual: 'a', operand, matches })),
    });
    expect(words).toMatch(/^Vector 2 says .* operand: \["0+… \(900 characters\)",/s);
    expect(words.length).toBeLessThan(600);
  });

  it.each<[string, Partial<typeof fair>]>([
    ['Its title is empty.', { title: '' }],
    ['It has no vectors. Add an example with its answer.', { vectors: [] }],
    ["The strategy 'share' needs a prefix of its own, like 'acme:share'", { name: 'share' }],
    [
      'Vector 1 has params that the schema refuses: to: ',
      { vectors: [{ params: { to: -1 }, salt: 'anything', context: {} }] },
    ],
    [
      'Vector 1 says variant: \'on\', and assign gave undefined (no variant in a vector). Correct the vector, or the code.\n  vector: 1\n  params: {"to":1}',
      { vectors: [{ params: { to: 1 }, salt: 'anything', context: {}, variant: 'on' }] },
    ],
    [
      "assign threw TypeError: Cannot read properties of undefined (reading 'length'). It must take whatever the schema takes, or the schema refuse it.\n  vector: 1",
      { assign: (subject) => untyped<string>(subject.attribute('plan')).length.toString() },
    ],
    [
      "and must give the key of a variant, null for off, or undefined for who has no ID, at once. Take 'async'",
      { assign: untyped(async () => 'on') },
    ],
    ['has no variant, and assign gave null.', { assign: untyped(() => null) }],
    [
      "variants gave 'on'. It must give a list of the keys of variants, with null for off.",
      { variants: untyped(() => 'on') },
    ],
    [
      'assign gave \'on\', which variants does not list. Add it there.\n  variants: ["off"]',
      {
        variants: () => ['off'],
        vectors: [{ params: { to: 100_000 }, salt: 'anything', context: {} }],
      },
    ],
    [
      'shares gave {"on":30000}. It must give a list of { variant, share }',
      { shares: untyped(({ to }: { to: number }) => ({ on: to })) },
    ],
    ['The shares add up to 1, and must to 100000', { shares: () => [{ variant: 'on', share: 1 }] }],
    [
      "got 'on', and 6600 (33 %) are said. Correct shares, or assign.",
      {
        shares: ({ to }) => [
          { variant: 'on', share: to + 3_000 },
          { variant: 'off', share: 97_000 - to },
        ],
      },
    ],
    [
      "Raising a percentage moved somebody out: 'user-2' had 'on' at 5 % and not at 25 %.",
      { assign: (subject, { to }) => drawnAnew(subject.bucket(`share ${to % 7}`), to) },
    ],
    [
      "Its answer went from 'off' to 'on' at 2026-03-01T00:00:00Z, and it has no nextChange.",
      {
        assign: (subject, { to }) =>
          drawnAnew(subject.bucket('share'), subject.now < march2026 ? to : 100_000),
        shares: undefined,
      },
    ],
    [
      "Its answer went from 'off' to 'on' at 2026-03-01T00:00:00Z, and it has no nextChange.",
      {
        assign: (subject, { to }) => drawnAnew(subject.bucket('share'), subject.now < march2026 ? 0 : to),
        shares: undefined,
        vectors: [{ params: { to: 30_000 }, salt: 'anything', context: {} }],
      },
    ],
    ['schedule gives params that the schema refuses: to: ', { schedule: () => ({ to: -1 }) }],
    [
      'schedule gave something else when the same was published again.',
      { schedule: ({ to }, { previous }) => ({ to: previous ? to + 1 : to }) },
    ],
    [
      'schedule gave something else when what is readOnly was left out. Make it of the moment, not of what was sent.',
      made((params) => params),
    ],
    [
      'schedule gave something else when what is readOnly was left out.',
      { ...made((params) => params), schedule: undefined },
    ],
    ['schedule gave something else when what is readOnly was left out.', madeInRows()],
  ])('says of a faulty strategy: %j', (words, parts) => {
    expect(toldOfStrategy(parts)).toContain(words);
  });
});

/** With a field that is readOnly, and what schedule makes of it. */
function made(schedule: (params: { to: number }) => { to: number }): Partial<typeof fair> {
  const schema = z.object({
    to: z.int().min(0).max(100_000),
    since: z.string().optional().meta({ readOnly: true }),
  });
  const vectors = fair.vectors.map((vector) => ({ ...vector, params: { to: 30_000, since: '2026-03-01' } }));
  return { schema, schedule, vectors };
}

/** The same in each row of a list. */
function madeInRows(): Partial<typeof fair> {
  const row = z.object({ percent: z.number(), since: z.string().optional().meta({ readOnly: true }) });
  const params = { to: 30_000, rows: [{ percent: 30, since: '2026-03-01' }] };
  const vectors = fair.vectors.map((vector) => ({ ...vector, params }));
  const schema = z.object({ to: z.int().min(0).max(100_000), rows: z.array(row).optional() });
  return { schema, vectors };
}

function drawnAnew(bucket: number | undefined, to: number): string | undefined {
  if (bucket === undefined) return undefined;
  return bucket < to ? 'on' : 'off';
}

/** Right for its vectors, and then every other time. */
function moody(): (typeof honest)['matches'] {
  let calls = 0;
  return (actual, operand) => (calls++ < 2 ? actual.includes(operand) : calls % 2 === 0);
}
