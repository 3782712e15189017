import type { Json, JsonObject, Operator, Strategy } from '@hoist/core';
import { conformanceCases } from '@hoist/core/conformance';
import fc from 'fast-check';
import { standardPlugins } from '../standard-plugins.ts';

const operators = standardPlugins.filter((plugin): plugin is Operator => plugin.kind === 'operator');
const strategies = standardPlugins.filter((plugin): plugin is Strategy => plugin.kind === 'strategy');
const vectors = strategies.flatMap((strategy) => strategy.vectors.map((vector) => ({ strategy, ...vector })));

/** Names that contexts and conditions have in common, some of them traps. */
const attributes = [
  ...['country', 'plan', 'age', 'app.version', 'ip', 'signedUpAt', 'groups', 'company', 'targetingKey'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '.', 'a..b', 'length', '0'],
];
const flagKeys = ['one', 'two', 'three', 'four'] as const;
/** Those that the plugins' own examples refer to. */
const segmentKeys = [
  ...new Set([
    'staff',
    ...operators.flatMap((operator) =>
      operator.vectors.flatMap(({ operand }) => refer(operator.bind(operand))),
    ),
    ...vectors.flatMap(({ strategy, params }) => refer(strategy.bind(params))),
  ]),
];
const people = ['user-1', 'user-5', 'mira', 'Zoë', '用户-1', '__proto__'];
const variants = [
  ...new Set(
    vectors.flatMap(({ strategy, params }) => {
      const result = strategy.bind(params);
      return result.ok ? result.bound.variants.filter((variant) => variant !== null) : [];
    }),
  ),
];

const text = fc.oneof(
  fc.constantFrom(
    '',
    'DE',
    'us-ca',
    '1.2.3',
    'v2',
    '10.0.0.7',
    '::1',
    '2026-03-01',
    '2026-03-01T09:30:00Z',
    '(a+)+$',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 1e308, -1e308, 5e-324, 2 ** 53, 1_772_442_000_000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

function refer(result: ReturnType<Operator['bind']> | ReturnType<Strategy['bind']>): readonly string[] {
  if (!result.ok) return [];
  return 'segments' in result.bound ? result.bound.segments : (result.bound.references.segments ?? []);
}

/** Any JSON value, with the texts and names that plugins know among it. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false),
    text,
    number,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...attributes), text), tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** Any context, which now and then has what conditions ask about. */
export const anyContext: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...attributes), fc.oneof(anyJson, operandLike()), { maxKeys: 6 }),
    fc.option(fc.constantFrom(...people), { nil: undefined }),
    fc.option(fc.record({ version: text }), { nil: undefined }),
  )
  .map(([context, targetingKey, app]) => ({
    ...context,
    ...(targetingKey !== undefined && { targetingKey }),
    ...(app && { app }),
  }));

/** What some operator's own examples were asked about. */
function operandLike(): fc.Arbitrary<Json> {
  const values = operators.flatMap((operator) => operator.vectors.map(({ actual }) => actual ?? null));
  return fc.constantFrom(...values);
}

const conditionOf = (of: readonly Operator[]) =>
  fc
    .constantFrom(...of)
    .chain((operator) =>
      fc.record({
        attribute: fc.constantFrom(...attributes.filter(Boolean)),
        operator: fc.constant(operator.name),
        operand: mostly(fc.constantFrom(...operator.vectors.map(({ operand }) => operand ?? null)), anyJson),
        negate: fc.boolean(),
      }),
    )
    .map(({ operand, ...rest }) => (operand === null ? rest : { ...rest, operand }) as JsonObject);
const condition = conditionOf(operators);
/** None of a segment asks about segments: they would often hold each other. */
const segmentCondition = conditionOf(
  operators.filter(({ hasSegments, name }) => !hasSegments || name !== 'segment'),
);

const serve = fc
  .constantFrom(...vectors)
  .chain(({ strategy, params }) =>
    mostly(fc.constant(params), anyJson).map((given) => ({ strategy: strategy.name, params: given })),
  );

/** Nearly always the first. */
function mostly<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: usual, weight: 49 }, { arbitrary: odd, weight: 1 });
}

const some = <T>(of: fc.Arbitrary<T>, maxLength = 3) => fc.array(of, { maxLength });
const regions = mostly(fc.constantFrom('DE', 'US-CA', 'EU', 'EEA'), fc.constant('MARS'));
const availability = fc.oneof(
  fc.constant<JsonObject>({ mode: 'everywhere' }),
  fc.record({
    mode: fc.constantFrom('only', 'except'),
    regions: fc.array(regions, { minLength: 1, maxLength: 3 }),
    unknownRegion: fc.constantFrom('outside', 'inside'),
  }),
);

const prerequisite = (flags: readonly string[]) =>
  fc.record({
    flag: mostly(fc.constantFrom(...flags), fc.constantFrom(...flagKeys)),
    variants: fc.array(fc.constantFrom(...variants), { minLength: 1, maxLength: variants.length }),
  });

const settingBehind = (flags: readonly string[]) =>
  fc.record({
    enabled: mostly(fc.constant(true), fc.constant(false)),
    prerequisites: flags.length === 0 ? fc.constant([]) : some(prerequisite(flags), 1),
    availability,
    never: some(fc.constantFrom(...segmentKeys), 1),
    rules: fc
      .array(
        fc.record({ segments: some(fc.constantFrom(...segmentKeys), 1), conditions: some(condition), serve }),
        {
          maxLength: 4,
        },
      )
      .map((rules) =>
        rules
          .filter(({ segments, conditions }) => segments.length + conditions.length > 0)
          .map((rule, index) => ({ id: `rule-${index}`, ...rule })),
      ),
    everyoneElse: serve,
    off: fc.constantFrom(...variants, null),
    salt: fc.constantFrom('fuzzing1', 'fuzzing2'),
  });

const flag = (key: string, index: number) =>
  fc
    .record({
      setting: mostly<Json>(settingBehind(flagKeys.slice(0, index)) as fc.Arbitrary<Json>, fc.constant(null)),
    })
    .map((parts) => ({
      key,
      revision: 1,
      version: 1,
      type: 'string',
      clientVisible: true,
      needs: [],
      variants: variants.map((variant) => ({ key: variant, value: variant })),
      ...parts,
    }));

const segment = (key: string) =>
  fc
    .record({
      included: some(fc.constantFrom(...people)),
      excluded: some(fc.constantFrom(...people), 1),
      conditionGroups: some(
        fc.array(segmentCondition, { minLength: 1, maxLength: 2 }).map((conditions) => ({ conditions })),
        2,
      ),
    })
    .map((parts) => ({ key, revision: 1, version: 1, ...parts }));

/** A well-formed ruleset of every plugin, whose references, operands and parameters are mostly right. */
export const wellFormedRuleset: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.tuple(...flagKeys.map(flag)), fc.tuple(...segmentKeys.map(segment)))
  .map(([flags, segments]) => ({
    format: 1,
    installation: 'fuzz',
    environment: 'fuzz',
    epoch: 1,
    version: 1,
    state: '0'.repeat(64),
    flags,
    segments,
  }));

const knownRulesets = [...new Set(conformanceCases.map(({ ruleset }) => ruleset))];

/** A ruleset of the conformance kit or a random one, with a few places overwritten by anything. */
export const malformedRuleset: fc.Arbitrary<Json> = fc
  .tuple(
    fc.oneof(fc.constantFrom<Json>(...knownRulesets), wellFormedRuleset),
    fc.array(fc.tuple(fc.array(fc.nat(40), { minLength: 1, maxLength: 12 }), fc.option(anyJson)), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([ruleset, changes]) =>
    changes.reduce((changed, [path, value]) => overwrite(changed, path, value), ruleset),
  );

/** The same, but only what conditions and serves hold is overwritten: most of these can be read. */
export const spoiledRuleset: fc.Arbitrary<Json> = fc
  .tuple(
    fc.constantFrom<Json>(...knownRulesets),
    fc.array(fc.tuple(fc.nat(1_000), anyJson), { minLength: 1, maxLength: 20 }),
  )
  .map(([ruleset, changes]) => {
    let count = 0;
    const spoil = (json: Json): Json => {
      if (typeof json !== 'object' || json === null) return json;
      if (Array.isArray(json)) return json.map((inner: Json) => spoil(inner));
      const entries = Object.entries(json as JsonObject).map(([name, inner]) => {
        const change = ['operand', 'params'].includes(name)
          ? changes.find(([at]) => at % 50 === count++ % 50)
          : undefined;
        return [name, change ? change[1] : spoil(inner)] as const;
      });
      return Object.fromEntries(entries);
    };
    return spoil(ruleset);
  });

/** Goes down as far as the path does, and puts the value there; null now and then takes the place out. */
function overwrite(json: Json, [step, ...rest]: readonly number[], value: Json): Json {
  if (step === undefined || typeof json !== 'object' || json === null) return value;
  if (Array.isArray(json)) {
    const at = step % (json.length + 1);
    return value === null && rest.length === 0
      ? json.toSpliced(at, 1)
      : json.toSpliced(at, 1, overwrite((json as readonly Json[])[at] ?? null, rest, value));
  }
  const entries = Object.entries(json as JsonObject);
  const [key, inner] = entries[step % (entries.length + 1)] ?? ['unknown', null];
  if (value === null && rest.length === 0)
    return Object.fromEntries(entries.filter(([name]) => name !== key));
  return { ...(json as JsonObject), [key]: overwrite(inner, rest, value) };
}
