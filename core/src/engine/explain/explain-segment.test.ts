import { describe, expect, it } from 'vitest';
import type { Context } from '../../model/context.ts';
import { buildRuleset, buildSegment, clock, testRegistry } from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { explainSegment } from './explain.ts';

const german = { attribute: 'country', operator: 'is', operand: 'DE' };
const pro = { attribute: 'plan', operator: 'is', operand: 'pro' };
const segments = [
  buildSegment('staff', { included: ['mira'] }),
  buildSegment('german', { excluded: ['paul'], conditionGroups: [{ conditions: [german] }] }),
];

describe('explainSegment', () => {
  const compiled = compileRuleset(buildRuleset([], segments), testRegistry);

  it.each([
    ['staff', { targetingKey: 'mira' }, { contains: true, why: 'included' }],
    ['german', { targetingKey: 'paul', country: 'DE' }, { contains: false, why: 'excluded' }],
    ['german', { country: 'DE' }, { contains: true, why: 'conditions' }],
    ['german', {}, { contains: false, why: 'none' }],
  ])('says why somebody is in %s or not: %j', (key, context, expected) => {
    expect(explainSegment(compiled, key, context, clock)).toMatchObject({ segment: key, ...expected });
  });

  it('needs all conditions of one group', () => {
    const both = buildSegment('both', { conditionGroups: [{ conditions: [german, pro] }] });
    const ask = (context: Context) =>
      explainSegment(compileRuleset(buildRuleset([], [both]), testRegistry), 'both', context, clock)?.why;
    expect([ask({ country: 'DE' }), ask({ country: 'DE', plan: 'pro' })]).toEqual(['none', 'conditions']);
  });

  it('is undefined for a segment that does not exist, or cannot be used', () => {
    const unusable = buildSegment('unusable', {
      conditionGroups: [{ conditions: [{ ...german, operator: 'acme:moon' }] }],
    });
    const broken = compileRuleset(buildRuleset([], [unusable]), testRegistry);
    expect(explainSegment(broken, 'gone', {}, clock)).toBeUndefined();
    expect(explainSegment(broken, 'unusable', {}, clock)).toBeUndefined();
  });
});
