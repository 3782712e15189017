import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { buildFlag, buildRuleset, buildSegment, buildSetting, off, on, testRegistry } from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { findTimedChanges } from './find-timed-changes.ts';

const from = (instant: number) => ({ strategy: 'from', params: { at: instant } });
const after = (instant: number) => ({ operator: 'after', operand: instant });
const ruled = (rule: Record<string, Json>) =>
  buildSetting({ rules: [{ id: 'r', ...rule }], everyoneElse: off });

describe('what time changes between two clocks', () => {
  const open = (flags: readonly Json[], segments: readonly Json[] = []) => {
    const compiled = compileRuleset(buildRuleset(flags, segments), testRegistry);
    return (
      before: readonly [now: number, rolloutNow: number],
      later: readonly [now: number, rolloutNow: number],
    ) =>
      findTimedChanges(
        compiled,
        { now: before[0], rolloutNow: before[1] },
        { now: later[0], rolloutNow: later[1] },
      );
  };

  it('is what the rollout clock has reached of what is served, by a rule or to everyone else', () => {
    const changes = open([
      buildFlag('else', buildSetting({ everyoneElse: from(100) })),
      buildFlag(
        'rule',
        ruled({ conditions: [{ attribute: 'a', operator: 'is', operand: 1 }], serve: from(200) }),
      ),
      buildFlag('still', buildSetting()),
      buildFlag('switched-off', buildSetting({ enabled: false, everyoneElse: from(100) })),
    ]);
    expect(changes([0, 0], [99, 99])).toEqual([]);
    expect(changes([0, 0], [100, 100])).toEqual(['else']);
    expect(changes([100, 100], [200, 200])).toEqual(['rule']);
    expect(changes([0, 0], [300, 300])).toEqual(['else', 'rule']);
    expect(changes([0, 0], [300, 50])).toEqual([]);
    expect(changes([300, 50], [301, 301])).toEqual(['else', 'rule']);
    expect(changes([150, 150], [250, 250])).toEqual(['rule']);
    expect(changes([250, 250], [150, 150])).toEqual(['rule']);
  });

  it('is what the clock itself has reached of conditions, in contact or not', () => {
    const changes = open([buildFlag('timed', ruled({ conditions: [after(100)], serve: on }))]);
    expect(changes([0, 0], [100, 0])).toEqual(['timed']);
    expect(changes([0, 0], [99, 99])).toEqual([]);
    expect(changes([100, 0], [900, 900])).toEqual([]);
    expect(changes([100, 100], [99, 99])).toEqual(['timed']);
  });

  it('is what asks for any of that, however far', () => {
    const requires = (flag: string) => buildSetting({ prerequisites: [{ flag, variants: ['on'] }] });
    const changes = open(
      [
        buildFlag('a', requires('b')),
        buildFlag('b', requires('c')),
        buildFlag('c', buildSetting({ everyoneElse: from(100) })),
        buildFlag('in-late', ruled({ segments: ['late'], serve: on })),
        buildFlag('in-nested', ruled({ segments: ['nested'], serve: on })),
        buildFlag('in-staff', ruled({ segments: ['staff'], serve: on })),
      ],
      [
        buildSegment('late', { conditionGroups: [{ conditions: [after(200)] }] }),
        buildSegment('nested', {
          conditionGroups: [{ conditions: [{ operator: 'member', operand: 'late' }] }],
        }),
        buildSegment('staff', { included: ['mira'] }),
      ],
    );
    expect(changes([0, 0], [100, 100])).toEqual(['a', 'b', 'c']);
    expect(changes([100, 100], [200, 200])).toEqual(['in-late', 'in-nested']);
    expect(changes([200, 200], [900, 900])).toEqual([]);
  });
});
