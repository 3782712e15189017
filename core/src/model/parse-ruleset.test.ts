import { describe, expect, it } from 'vitest';
import type { Json } from './json.ts';
import { parseRuleset, parseRulesetInSlices, RulesetError } from './parse-ruleset.ts';
import { buildFlag, buildRuleset, buildSegment, buildSetting } from '../testing.ts';

const good = buildRuleset([buildFlag('x', buildSetting())], [buildSegment('s')]);
const attempt = (json: unknown) => () => parseRuleset(json);
const issuesOf = (json: unknown) => {
  try {
    parseRuleset(json);
    return [];
  } catch (error) {
    return error instanceof RulesetError ? error.issues.map(({ path }) => path) : ['not a RulesetError'];
  }
};

describe('parseRuleset', () => {
  it('reads what it wrote, and ignores fields it does not know', () => {
    expect(parseRuleset(JSON.parse(JSON.stringify({ ...good, later: true })))).toEqual(good);
  });

  it('reads the same in slices, with a pause behind each flag, segment and group', async () => {
    const whole = { ...good, bucketGroups: [{ key: 'g', revision: 1, version: 1, salt: 'abcdefgh' }] };
    let pauses = 0;
    const yieldToEventLoop = () => {
      pauses++;
      return Promise.resolve();
    };
    expect(await parseRulesetInSlices(whole, yieldToEventLoop)).toEqual(parseRuleset(whole));
    expect(pauses).toBe(3);
    const broken = { ...whole, flags: [...good.flags, buildFlag('y', null, { version: 0 })] };
    await expect(parseRulesetInSlices(broken, yieldToEventLoop)).rejects.toThrow(
      /^The ruleset cannot be read: flags\.1\.version/,
    );
  });

  it.each([2, 0, '1', null, undefined])('refuses format %j whole, and names the next step', (format) => {
    expect(attempt({ ...good, format })).toThrow(/format: This build reads format 1, not .*Update/);
  });

  it.each([null, undefined, 7, 'text', [], () => good])('refuses %j', (json) => {
    expect(attempt(json)).toThrow(RulesetError);
  });

  it('refuses what no text can hold: cycles, and values of thousands of levels', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle, cycle);
    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level++) deep = [deep];
    const withOperand = (operand: unknown) => {
      const rules = [{ id: 'r', conditions: [{ attribute: 'a', operator: 'is', operand }], serve: {} }];
      return { ...good, flags: [buildFlag('x', buildSetting({ rules: rules as Json }))] };
    };
    expect(issuesOf(withOperand(cycle))).toContain('flags.0.setting.rules.0.conditions.0.operand');
    expect(issuesOf(withOperand(deep))).toContain('flags.0.setting.rules.0.conditions.0.operand');
    expect(attempt({ ...good, format: 1n })).toThrow(RulesetError);
    expect(attempt({ ...good, format: cycle })).toThrow(RulesetError);
  });

  it('refuses an object that poses as a text, whose length is none', () => {
    const posing = JSON.parse('{"length": [[{"toString": null}]]}') as Json;
    expect(attempt({ ...good, installation: posing })).toThrow(RulesetError);
    expect(attempt({ ...good, flags: posing })).toThrow(RulesetError);
  });

  it.each<[string, object, string]>([
    ['no installation', { installation: undefined }, 'installation'],
    ['a version that is no number', { version: '7' }, 'version'],
    ['a state that is no digest', { state: 'abc' }, 'state'],
    ['flags that are no list', { flags: {} }, 'flags'],
    ['two flags of one key', { flags: [...good.flags, ...good.flags] }, 'flags.1.key'],
    ['two segments of one key', { segments: [...good.segments, ...good.segments] }, 'segments.1.key'],
    [
      'a value of another type',
      { flags: [buildFlag('x', null, { type: 'string' } as Record<string, Json>)] },
      'flags.0.variants.0.value',
    ],
    ['a flag without a version', { flags: [buildFlag('x', null, { version: 0 })] }, 'flags.0.version'],
    [
      'a blank rule',
      { flags: [buildFlag('x', buildSetting({ rules: [{ id: 'r' }] }))] },
      'flags.0.setting.rules.0.serve',
    ],
  ])('refuses %s with its place', (_what, parts, path) => {
    expect(issuesOf({ ...good, ...parts })).toContain(path);
  });
});
