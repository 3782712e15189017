import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { defineOperator } from '../../plugin/operator.ts';
import { createRegistry } from '../../plugin/registry.ts';
import {
  buildFlag,
  buildRuleset,
  buildSegment,
  buildSetting,
  on,
  testPlugins,
  testRegistry,
} from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { nextChange } from './next-change.ts';

const at = (now: number) => ({ now, rolloutNow: now });
const from = (instant: number) => ({ strategy: 'from', params: { at: instant } });
const after = (instant: number) => ({ operator: 'after', operand: instant });
const compile = (flags: readonly Json[], segments: readonly Json[] = []) =>
  compileRuleset(buildRuleset(flags, segments), testRegistry);

describe('nextChange', () => {
  it('is undefined when nothing depends on time', () => {
    expect(nextChange(compile([buildFlag('x', buildSetting())]), at(0))).toBeUndefined();
  });

  it('is the earliest of all strategies, conditions and segments that are still to come', () => {
    const rules = [{ id: 'r', conditions: [after(300)], serve: from(200) }];
    const flags = [buildFlag('x', buildSetting({ rules, everyoneElse: from(400) }))];
    const compiled = compile(flags, [buildSegment('s', { conditionGroups: [{ conditions: [after(250)] }] })]);
    expect([0, 200, 250, 300, 400].map((now) => nextChange(compiled, at(now)))).toEqual([
      200,
      250,
      300,
      400,
      undefined,
    ]);
  });

  it('leaves out flags that are off', () => {
    const setting = buildSetting({ enabled: false, everyoneElse: from(400) });
    expect(nextChange(compile([buildFlag('x', setting)]), at(0))).toBeUndefined();
  });

  it('goes on past a plugin that throws when it is asked', () => {
    const rules = [{ id: 'r', conditions: [{ operator: 'throwing' }], serve: on }];
    const flags = [
      buildFlag('a', buildSetting({ rules })),
      buildFlag('b', buildSetting({ everyoneElse: from(400) })),
    ];
    const throwing = defineOperator({
      name: 'throwing',
      title: '',
      negatedTitle: '',
      description: '',
      group: '',
      accepts: [],
      schema: null,
      matches: () => false,
      nextChange() {
        throw new Error('a plugin of somebody else');
      },
      vectors: [],
    });
    const compiled = compileRuleset(buildRuleset(flags), createRegistry([...testPlugins, throwing]));
    expect(nextChange(compiled, at(0))).toBe(400);
  });

  it('is when the answer changes, and not before', () => {
    const compiled = compile([
      buildFlag('x', buildSetting({ everyoneElse: from(400) })),
      buildFlag('y', buildSetting({ rules: [{ id: 'r', conditions: [after(300)], serve: on }] })),
    ]);
    const answers = (now: number) => ['x', 'y'].map((key) => evaluate(compiled, key, {}, at(now)));
    let before = answers(0);
    for (let now = 1; now < 500; now++) {
      const boundary = nextChange(compiled, at(now - 1));
      const current = answers(now);
      if (current.some((resolution, index) => resolution !== before[index])) expect(boundary).toBe(now);
      before = current;
    }
    expect(before.map(({ variant }) => variant)).toEqual(['on', 'on']);
  });
});
