import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../model/context.ts';
import type { Json } from '../../model/json.ts';
import {
  buildFlag,
  buildRuleset,
  buildSegment,
  buildSetting,
  clock,
  off,
  on,
  testRegistry,
} from '../../testing.ts';
import { parseRuleset } from '../../model/parse-ruleset.ts';
import { bucketOf, startBucket } from '../../bucketing/bucket.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { explain } from './explain.ts';

const german = { attribute: 'country', operator: 'is', operand: 'DE' };
const pro = { attribute: 'plan', operator: 'is', operand: 'pro' };
const share = (to: number) => ({ strategy: 'share', params: { to } });
const segments = [
  buildSegment('staff', { included: ['mira'] }),
  buildSegment('german', { excluded: ['paul'], conditionGroups: [{ conditions: [german] }] }),
];

function explainX(setting: Json, context: Context) {
  const flags = [buildFlag('x', setting), buildFlag('base', buildSetting({ everyoneElse: share(50_000) }))];
  return explain(compileRuleset(buildRuleset(flags, segments), testRegistry), 'x', context, clock);
}

describe('explain', () => {
  it('names every step, the deciding one, and what was not reached', () => {
    const setting = buildSetting({
      prerequisites: [{ flag: 'base', variants: ['on', 'off'] }],
      availability: { mode: 'only', regions: ['DE'] },
      never: ['staff'],
      rules: [
        { id: 'r1', name: 'first', conditions: [pro, { ...german, negate: true }], serve: on },
        { id: 'r2', segments: ['german'], serve: share(100_000) },
        { id: 'r3', enabled: false, segments: ['staff'], serve: on },
        { id: 'r4', segments: ['staff'], serve: on },
      ],
      everyoneElse: off,
    });
    const { resolution, steps } = explainX(setting, { targetingKey: 'anna', country: 'DE', plan: true });
    expect(resolution).toMatchObject({ variant: 'on', reason: 'SPLIT' });
    expect(steps.map(({ step, outcome }) => `${step}: ${outcome}`)).toEqual([
      'enabled: passed',
      'prerequisite: passed',
      'available in: passed',
      'never for: passed',
      'rule: passed',
      'rule: decided',
      'rule: not reached',
      'everyone else: not reached',
    ]);
    expect(steps[4]).toMatchObject({
      rule: 'r1',
      matches: false,
      conditions: [{ outcome: 'wrong type' }, { outcome: 'not matched' }],
    });
    expect(steps[5]).toMatchObject({
      rule: 'r2',
      matches: true,
      segments: [
        { segment: 'german', contains: true, why: 'conditions', conditionGroups: [[{ outcome: 'matched' }]] },
      ],
      serve: {
        strategy: 'share',
        variant: 'on',
        buckets: [
          {
            purpose: 'share',
            by: 'targetingKey',
            bucket: bucketOf(startBucket('checkout', 'share'), 'anna'),
          },
        ],
      },
    });
  });

  it('says what is served where it is decided, and nowhere else', () => {
    const rules = [
      { id: 'r1', conditions: [german], serve: share(100_000) },
      { id: 'r2', conditions: [pro], serve: on },
    ];
    const serves = (context: Context) =>
      explainX(buildSetting({ rules, everyoneElse: off }), context).steps.map((step) =>
        'serve' in step ? step.serve?.variant : undefined,
      );
    expect(serves({ targetingKey: 'a', country: 'DE', plan: 'pro' })).toEqual([
      undefined,
      'on',
      undefined,
      undefined,
    ]);
    expect(serves({ targetingKey: 'a' })).toEqual([undefined, undefined, undefined, 'off']);
  });

  it('asks whom it is never for by every one of the segments, and is in any of a rule', () => {
    const never = ['german', 'staff'];
    const { steps } = explainX(buildSetting({ never }), { targetingKey: 'mira' });
    expect(steps[1]).toMatchObject({
      step: 'never for',
      outcome: 'decided',
      segments: [{ contains: false }, { contains: true }],
    });
    const rules = [{ id: 'r', segments: never, serve: on }];
    const rule = explainX(buildSetting({ rules, everyoneElse: off }), { targetingKey: 'mira' }).steps[1];
    expect(rule).toMatchObject({ step: 'rule', name: '', matches: true, outcome: 'decided' });
  });

  it('says what keeps a flag from being read, without what is switched off in it', () => {
    const rules = [{ id: 'r', enabled: false, segments: ['nowhere'], serve: on }];
    const { steps } = explainX(buildSetting({ never: ['gone'], rules }), {});
    expect(steps).toEqual([
      { step: 'enabled', outcome: 'passed' },
      { step: 'readable', outcome: 'decided', problems: [expect.stringContaining("'gone'") as string] },
    ]);
  });

  it('goes no further than the question where the context is none', () => {
    const ruled = buildSetting({ rules: [{ id: 'r', conditions: [german], serve: on }] });
    const asked = explainX(ruled, 'DE' as unknown as Context);
    expect(asked.resolution.errorCode).toBe('INVALID_CONTEXT');
    expect(asked.steps).toEqual([{ step: 'enabled', outcome: 'passed' }]);
  });

  it('says whether somebody is in the share of a flag', () => {
    const bucket = bucketOf(startBucket('salt123', 'group'), 'anna');
    const explainPart = (from: number, to: number, context: Context) => {
      const ruleset = {
        ...buildRuleset([buildFlag('x', buildSetting({ bucketGroup: 'wave' }))]),
        bucketGroups: [
          { key: 'wave', revision: 1, version: 1, salt: 'salt123', shares: [{ flag: 'x', from, to }] },
        ],
      };
      return explain(compileRuleset(parseRuleset(ruleset), testRegistry), 'x', context, clock).steps;
    };
    const anna = { targetingKey: 'anna' };
    const buckets = [{ purpose: 'group', by: 'targetingKey', bucket }];
    expect(explainPart(bucket, bucket + 1, anna)[1]).toEqual({
      step: 'bucket-group',
      outcome: 'passed',
      bucketGroup: 'wave',
      share: 'inside',
      buckets,
    });
    expect(explainPart(0, bucket, anna)[1]).toMatchObject({ outcome: 'decided', share: 'outside', buckets });
    expect(explainPart(bucket + 1, 100_000, anna)[1]).toMatchObject({ share: 'outside' });
    expect(explainPart(0, 100_000, {})[1]).toMatchObject({ outcome: 'decided', share: 'unknown' });
  });

  it('says that an attribute is missing', () => {
    const rules = [{ id: 'r', conditions: [pro], serve: on }];
    const { steps } = explainX(buildSetting({ rules, everyoneElse: off }), {});
    expect(steps[1]).toMatchObject({ conditions: [{ outcome: 'missing' }] });
  });

  it('says that the unit of a split is missing', () => {
    const { resolution, steps } = explainX(buildSetting({ everyoneElse: share(1) }), {});
    expect(resolution.errorCode).toBe('TARGETING_KEY_MISSING');
    expect(steps.at(-1)).toMatchObject({ serve: { variant: undefined, buckets: [{ bucket: undefined }] } });
  });

  it.each([
    [null, 'not set up'],
    [buildSetting({ enabled: false }), 'enabled'],
    [buildSetting({ never: ['gone'] }), 'readable'],
    [buildSetting({ prerequisites: [{ flag: 'base', variants: ['on'] }] }), 'prerequisite'],
    [buildSetting({ availability: { mode: 'only', regions: ['DE'] } }), 'available in'],
    [buildSetting(), 'everyone else'],
  ])('says which step decided for %j', (setting, decisive) => {
    const { steps } = explainX(setting, {});
    expect(steps.filter(({ outcome }) => outcome === 'decided').map(({ step }) => step)).toEqual([decisive]);
  });

  it('has no steps for a flag that does not exist', () => {
    const compiled = compileRuleset(buildRuleset([]), testRegistry);
    expect(explain(compiled, 'x', {}, clock)).toMatchObject({
      resolution: { errorCode: 'FLAG_NOT_FOUND' },
      steps: [],
    });
  });

  it('survives a plugin that throws behind the deciding step', () => {
    const rules = [
      { id: 'r', conditions: [german], serve: on },
      { id: 's', conditions: [{ attribute: 'country', operator: 'explode' }], serve: on },
    ];
    const { resolution, steps } = explainX(buildSetting({ rules }), { country: 'DE' });
    expect(resolution.variant).toBe('on');
    expect(steps[2]).toMatchObject({ outcome: 'not reached', conditions: [{ outcome: 'failed' }] });
  });

  it('never differs from evaluate, whatever the setting and the context', () => {
    const maybe = <T extends Json>(...values: T[]) => fc.subarray(values);
    const serve = fc.constantFrom(on, off, share(0), share(30_000));
    const rule = fc.record({
      segments: maybe('staff', 'german'),
      conditions: maybe<Json>(german, { ...pro, negate: true }, pro),
      serve,
      enabled: fc.boolean(),
    });
    const settings = fc
      .record({
        enabled: fc.constantFrom(true, true, true, false),
        prerequisites: maybe<Json>({ flag: 'base', variants: ['on'] }),
        availability: fc.constantFrom<Json>(
          { mode: 'everywhere' },
          { mode: 'except', regions: ['FR'], unknownRegion: 'inside' },
        ),
        never: maybe('staff'),
        rules: fc.array(rule, { maxLength: 3 }),
        everyoneElse: serve,
      })
      .map((parts) => {
        const rules = parts.rules.filter((each) => each.segments.length + each.conditions.length > 0);
        return buildSetting({ ...parts, rules: rules.map((each, index) => ({ ...each, id: `r${index}` })) });
      });
    const contexts = fc.record(
      {
        targetingKey: fc.constantFrom('mira', 'paul', 'anna', 'u1', 'u2'),
        country: fc.constantFrom('DE', 'FR', 7),
        plan: fc.constantFrom('pro', 'free'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(settings, contexts, (setting, context) => {
        const { resolution, steps } = explainX(setting, context);
        const decisive = steps.filter(({ outcome }) => outcome === 'decided');
        expect(decisive).toHaveLength(1);
        const [step] = decisive;
        const wanted =
          step && 'serve' in step ? step.serve?.variant : resolution.reason === 'ERROR' ? undefined : 'off';
        expect(resolution.variant).toBe(wanted);
        const again = compileRuleset(
          buildRuleset(
            [buildFlag('x', setting), buildFlag('base', buildSetting({ everyoneElse: share(50_000) }))],
            segments,
          ),
          testRegistry,
        );
        expect(evaluate(again, 'x', context, clock)).toEqual(resolution);
      }),
      { numRuns: 300 },
    );
  });
});
