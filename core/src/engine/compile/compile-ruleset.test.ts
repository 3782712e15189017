import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { createRegistry } from '../../plugin/registry.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import {
  buildFlag,
  buildRuleset,
  buildSegment,
  buildSetting,
  clock,
  off,
  on,
  testPlugins,
  testRegistry,
} from '../../testing.ts';
import { compileRuleset } from './compile-ruleset.ts';
import { evaluate } from '../evaluate/evaluate.ts';

const rule = (parts: Record<string, Json>) => ({ id: 'r', serve: on, ...parts });
const nested = (key: string) => ({
  conditionGroups: [{ conditions: [{ operator: 'member', operand: key }] }],
});

describe('compileRuleset, again after a change', () => {
  const ruleset = buildRuleset(
    [
      buildFlag('plain', buildSetting()),
      buildFlag('inner-user', buildSetting({ never: ['inner'] })),
      buildFlag('outer-user', buildSetting({ rules: [rule({ segments: ['outer'] })], everyoneElse: off })),
      buildFlag(
        'by-condition',
        buildSetting({ rules: [rule({ conditions: [{ operator: 'member', operand: 'outer' }] })] }),
      ),
      buildFlag('above', buildSetting({ prerequisites: [{ flag: 'outer-user', variants: ['on'] }] })),
      buildFlag('other-user', buildSetting({ never: ['other'] })),
    ],
    [
      buildSegment('outer', nested('inner')),
      buildSegment('inner', { included: ['u'] }),
      buildSegment('other'),
    ],
  );
  const before = compileRuleset(ruleset, testRegistry);

  function reused(after: Ruleset, registry = testRegistry): string[] {
    const compiled = compileRuleset(after, registry, before);
    return [...compiled.flags].filter(([key, flag]) => before.flags.get(key) === flag).map(([key]) => key);
  }
  const change = (list: 'flags' | 'segments', key: string) => ({
    ...ruleset,
    [list]: ruleset[list].map((item) => (item.key === key ? { ...item } : item)),
  });
  const all = ['above', 'by-condition', 'inner-user', 'other-user', 'outer-user', 'plain'];
  const allBut = (...keys: string[]) => all.filter((key) => !keys.includes(key));

  it('reuses every flag when nothing changed', () => {
    expect(reused({ ...ruleset, version: 2 })).toEqual(all);
  });

  it('recompiles a changed flag, and those it is a prerequisite of', () => {
    expect(reused(change('flags', 'plain'))).toEqual(allBut('plain'));
    expect(reused(change('flags', 'outer-user'))).toEqual(allBut('outer-user', 'above'));
  });

  it('recompiles what uses a changed segment, through other segments and prerequisites too', () => {
    expect(reused(change('segments', 'other'))).toEqual(allBut('other-user'));
    expect(reused(change('segments', 'outer'))).toEqual(allBut('outer-user', 'by-condition', 'above'));
    expect(reused(change('segments', 'inner'))).toEqual(
      allBut('inner-user', 'outer-user', 'by-condition', 'above'),
    );
  });

  it('reuses nothing with another registry', () => {
    expect(reused(ruleset, createRegistry(testPlugins))).toEqual([]);
  });

  it('serves the new segment at once, and never a mixture', () => {
    const segments = ruleset.segments.map((segment) =>
      segment.key === 'inner' ? { ...segment, included: ['v'] } : segment,
    );
    const after = compileRuleset({ ...ruleset, segments }, testRegistry, before);
    const ask = (compiled: typeof before, key: string, targetingKey: string) =>
      evaluate(compiled, key, { targetingKey }, clock).variant;
    expect([ask(before, 'above', 'u'), ask(before, 'above', 'v')]).toEqual(['on', 'off']);
    expect([ask(after, 'above', 'u'), ask(after, 'above', 'v')]).toEqual(['off', 'on']);
    expect([ask(before, 'outer-user', 'u'), ask(after, 'outer-user', 'u')]).toEqual(['on', 'off']);
  });

  it('notices a segment or prerequisite that comes and goes', () => {
    const gone = { ...ruleset, segments: ruleset.segments.filter(({ key }) => key !== 'other') };
    const without = compileRuleset(gone, testRegistry, before);
    expect(evaluate(without, 'other-user', {}, clock).errorCode).toBe('PARSE_ERROR');
    const back = compileRuleset(ruleset, testRegistry, without);
    expect(evaluate(back, 'other-user', {}, clock).variant).toBe('on');
  });
});

describe('a flag that fails', () => {
  const failing = (setting: Json, parts = {}, segments: readonly Json[] = []) => {
    const flags = [buildFlag('x', setting, parts), buildFlag('fine', buildSetting())];
    const compiled = compileRuleset(buildRuleset(flags, segments), testRegistry);
    expect(evaluate(compiled, 'fine', {}, clock).variant).toBe('on');
    const { errorCode, errorMessage } = evaluate(compiled, 'x', {}, clock);
    return { errorCode, errorMessage, failures: compiled.failures };
  };

  it.each<[string, Json, Record<string, Json>]>([
    ['a plugin it needs is missing', buildSetting(), { needs: ['operator:acme:ip'] }],
    ['its strategy is missing', buildSetting({ everyoneElse: { strategy: 'acme:ring', params: {} } }), {}],
    [
      'its operator is missing',
      buildSetting({ rules: [rule({ conditions: [{ attribute: 'a', operator: 'acme:ip' }] })] }),
      {},
    ],
    [
      'an operand is refused',
      buildSetting({ rules: [rule({ conditions: [{ attribute: 'a', operator: 'is', operand: {} }] })] }),
      {},
    ],
    ['parameters are refused', buildSetting({ everyoneElse: { strategy: 'pick', params: {} } }), {}],
    [
      'it serves an unknown version',
      buildSetting({ everyoneElse: { strategy: 'pick', params: { variant: 'blue' } } }),
      {},
    ],
    ['a segment is missing', buildSetting({ never: ['gone'] }), {}],
    ['a prerequisite is missing', buildSetting({ prerequisites: [{ flag: 'gone', variants: ['on'] }] }), {}],
  ])('because %s fails alone with PARSE_ERROR', (_why, setting, parts) => {
    const { errorCode, failures } = failing(setting, parts);
    expect(errorCode).toBe('PARSE_ERROR');
    expect(failures).toEqual([{ flag: 'x', message: expect.stringMatching(/\(.+\)$|'operator:acme:ip'/) }]);
  });

  it('logs what is wrong and shows the app nothing of the rules', () => {
    const { errorMessage, failures } = failing(buildSetting({ never: ['secret-list'] }));
    expect(failures[0]?.message).toContain('secret-list');
    expect(errorMessage).not.toContain('secret-list');
  });

  it('still is off when it is switched off: turning off needs nothing to be right', () => {
    const { errorCode, failures } = failing(buildSetting({ never: ['gone'], enabled: false }), {
      needs: ['operator:x'],
    });
    expect(errorCode).toBeUndefined();
    expect(failures).toEqual([]);
  });

  it('does not fail for a rule that is switched off', () => {
    const rules = [rule({ enabled: false, segments: ['gone'] })];
    expect(failing(buildSetting({ rules })).errorCode).toBeUndefined();
  });

  it('fails when a segment it uses cannot be used', () => {
    const broken = buildSegment('broken', {
      conditionGroups: [{ conditions: [{ attribute: 'a', operator: 'acme:ip' }] }],
    });
    const user = buildSegment('user', nested('broken'));
    expect(failing(buildSetting({ never: ['user'] }), {}, [broken, user]).errorCode).toBe('PARSE_ERROR');
  });
});
