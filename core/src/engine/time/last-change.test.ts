import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { buildFlag, buildRuleset, buildSegment, buildSetting, off, on, testRegistry } from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { findTimedChanges } from './find-timed-changes.ts';
import { lastChange } from './last-change.ts';

const from = (instant: number) => ({ strategy: 'from', params: { at: instant } });
const after = (instant: number) => ({ operator: 'after', operand: instant });
const compile = (flags: readonly Json[], segments: readonly Json[] = []) =>
  compileRuleset(buildRuleset(flags, segments), testRegistry);
const at = (now: number, rolloutNow = now) => ({ now, rolloutNow });
const visible = { clientVisible: true };
const ruled = (rule: Record<string, Json>) =>
  buildSetting({ rules: [{ id: 'r', ...rule }], everyoneElse: off });

describe('lastChange', () => {
  it('is 0 where nothing changed by itself yet', () => {
    expect(lastChange(compile([buildFlag('x', buildSetting())]), at(1_000), 'server')).toBe(0);
    const growing = compile([buildFlag('x', buildSetting({ everyoneElse: from(400) }))]);
    expect(lastChange(growing, at(399), 'server')).toBe(0);
  });

  it('is the latest instant of strategies, by the rollout clock, and of conditions, by the clock itself', () => {
    const rules = [{ id: 'r', conditions: [after(300)], serve: from(200) }];
    const compiled = compile([
      buildFlag('x', buildSetting({ rules, everyoneElse: from(400) })),
      buildFlag('y', buildSetting({ enabled: false, everyoneElse: from(450) })),
    ]);
    expect([199, 200, 299, 300, 400.5, 9e12].map((now) => lastChange(compiled, at(now), 'server'))).toEqual([
      0, 200, 200, 300, 400, 400,
    ]);
    expect(lastChange(compiled, at(9e12, 399), 'server')).toBe(300);
    expect(lastChange(compiled, at(299, 210), 'server')).toBe(200);
  });

  it('is of what clients see, and of what that asks however far, for clients', () => {
    const requires = (flag: string) => buildSetting({ prerequisites: [{ flag, variants: ['on'] }] });
    const compiled = compile(
      [
        buildFlag('seen', requires('asked'), visible),
        buildFlag('asked', ruled({ segments: ['nested'], serve: on })),
        buildFlag('hidden', buildSetting({ everyoneElse: from(900) })),
      ],
      [
        buildSegment('late', { conditionGroups: [{ conditions: [after(200)] }] }),
        buildSegment('nested', {
          conditionGroups: [{ conditions: [{ operator: 'member', operand: 'late' }] }],
        }),
        buildSegment('unused', { conditionGroups: [{ conditions: [after(950)] }] }),
      ],
    );
    expect(lastChange(compiled, at(1_000), 'client')).toBe(200);
    expect(lastChange(compiled, at(1_000), 'server')).toBe(900);
  });

  it('agrees with what changes between two clocks', () => {
    const instants = [5, 17, 18, 40, 63];
    const compiled = compile(
      instants.map((instant, index) =>
        buildFlag(
          `f${index}`,
          index % 2 === 0
            ? buildSetting({ everyoneElse: from(instant) })
            : ruled({ conditions: [after(instant)], serve: on }),
        ),
      ),
    );
    for (let now = 0; now < 70; now++) {
      for (const rolloutNow of [now, Math.floor(now / 2)]) {
        const last = lastChange(compiled, at(now, rolloutNow), 'server');
        const between = (instant: number) =>
          findTimedChanges(compiled, at(instant, Math.min(instant, rolloutNow)), at(now, rolloutNow)).length;
        expect(between(last)).toBe(0);
        if (last > 0) expect(between(last - 1)).toBeGreaterThan(0);
      }
    }
  });
});
