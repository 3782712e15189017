import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import {
  buildFlag,
  buildRuleset,
  buildSegment,
  buildSetting,
  clock,
  on,
  testRegistry,
} from '../../testing.ts';
import { compileRuleset } from './compile-ruleset.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { findProblems } from './find-problems.ts';

const problems = (flags: readonly Json[], segments: readonly Json[] = []) =>
  findProblems(buildRuleset(flags, segments), testRegistry).map(
    ({ code, subject, path }) => `${subject} ${code} ${path}`,
  );
const nested = (key: string) => ({
  conditionGroups: [{ conditions: [{ operator: 'member', operand: key }] }],
});
const needing = (...flags: string[]) =>
  buildSetting({ prerequisites: flags.map((flag) => ({ flag, variants: ['on'] })) });

describe('findProblems', () => {
  it('finds nothing wrong with what is right', () => {
    expect(
      problems(
        [buildFlag('x', buildSetting({ never: ['s'] })), buildFlag('y', needing('x'))],
        [buildSegment('s')],
      ),
    ).toEqual([]);
  });

  it('finds every fault of a flag with its place, one that is off included', () => {
    const conditions: Json[] = [
      { operator: 'is', operand: 'DE' },
      { attribute: 'a', operator: 'acme:ip' },
      { attribute: 'a', operator: 'is', operand: [] },
    ];
    const rules = [{ id: 'r', segments: ['gone'], conditions, serve: { strategy: 'pick', params: {} } }];
    const setting = buildSetting({
      enabled: false,
      off: 'blue',
      rules,
      everyoneElse: { strategy: 'nope', params: 1 },
    });
    expect(problems([buildFlag('x', setting, { needs: ['feature:later'] })]).sort()).toEqual([
      'flag/x attribute-missing setting.rules.0.conditions.0.attribute',
      'flag/x need-missing needs',
      'flag/x operand-invalid setting.rules.0.conditions.2.operand',
      'flag/x operator-missing setting.rules.0.conditions.1.operator',
      'flag/x params-invalid setting.rules.0.serve.params.variant',
      'flag/x segment-missing setting.rules.0.segments.0',
      'flag/x strategy-missing setting.everyoneElse.strategy',
      'flag/x variant-missing setting.off',
    ]);
  });

  it('marks what lies in a switched off rule as inactive', () => {
    const rules = [{ id: 'r', enabled: false, segments: ['gone'], serve: on }];
    const found = findProblems(buildRuleset([buildFlag('x', buildSetting({ rules }))]), testRegistry);
    expect(found).toMatchObject([{ code: 'segment-missing', inactive: true }]);
  });

  it('finds circles of segments once, under the segments', () => {
    const segments = [
      buildSegment('a', nested('b')),
      buildSegment('b', nested('a')),
      buildSegment('self', nested('self')),
    ];
    const flag = buildFlag('x', buildSetting({ never: ['a'] }));
    expect(problems([flag], segments).sort()).toEqual([
      'segment/a segment-cycle conditionGroups',
      'segment/b segment-cycle conditionGroups',
      'segment/self segment-cycle conditionGroups',
    ]);
  });

  it('finds circles of prerequisites, and no evaluation goes round them', () => {
    const flags = [
      buildFlag('a', needing('b')),
      buildFlag('b', needing('c')),
      buildFlag('c', needing('a')),
      buildFlag('above', needing('a')),
    ];
    expect(problems(flags)).toEqual([
      'flag/a flag-cycle setting.prerequisites.0.flag',
      'flag/b flag-cycle setting.prerequisites.0.flag',
      'flag/c flag-cycle setting.prerequisites.0.flag',
    ]);
    const compiled = compileRuleset(buildRuleset(flags), testRegistry);
    expect(evaluate(compiled, 'above', {}, clock).errorCode).toBe('PARSE_ERROR');
  });

  it('finds a prerequisite of an unknown variant', () => {
    const x = buildSetting({ prerequisites: [{ flag: 'y', variants: ['on', 'blue'] }] });
    expect(problems([buildFlag('x', x), buildFlag('y', null)])).toEqual([
      'flag/x variant-missing setting.prerequisites.0.variants.1',
    ]);
  });

  it('allows prerequisites 32 deep and no deeper', () => {
    const chain = (length: number) => [
      buildFlag('f0', buildSetting()),
      ...Array.from({ length }, (_, index) => buildFlag(`f${index + 1}`, needing(`f${index}`))),
    ];
    expect(problems(chain(32))).toEqual([]);
    expect(problems(chain(33))).toEqual(['flag/f33 flag-depth setting.prerequisites.0.flag']);
  });

  it('allows segments 32 deep and no deeper', () => {
    const chain = (length: number) => [
      buildSegment('s0'),
      ...Array.from({ length }, (_, index) => buildSegment(`s${index + 1}`, nested(`s${index}`))),
    ];
    expect(problems([], chain(32))).toEqual([]);
    expect(problems([], chain(33))).toEqual(['segment/s33 segment-depth conditionGroups']);
  });
});
