import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { parseRuleset } from '../../model/parse-ruleset.ts';
import { applyChange, findChange, parseRulesetChange } from '../../model/ruleset-change.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import { buildFlag, buildRuleset, buildSetting, clock, testRegistry } from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { findNeeds } from '../compile/find-needs.ts';
import { findProblems } from '../compile/find-problems.ts';

const only = (regions: string[], parts: Record<string, Json> = {}) =>
  buildSetting({ availability: { mode: 'only', regions, ...parts } });

function build(regions: string[], ours?: Json): Ruleset {
  const ruleset = buildRuleset([buildFlag('x', only(regions)), buildFlag('y', buildSetting())]);
  return ours === undefined ? ruleset : parseRuleset({ ...ruleset, regions: ours });
}
const serves = (ruleset: Ruleset, context: Record<string, unknown>) =>
  evaluate(compileRuleset(ruleset, testRegistry), 'x', context, clock).variant;

describe('availability', () => {
  it('takes named groups', () => {
    expect(serves(build(['EEA']), { country: 'no' })).toBe('on');
    expect(serves(build(['EEA']), { country: 'GB' })).toBe('off');
  });

  it('reads the attribute, and takes the groups, that the installation chose', () => {
    const ruleset = build(['LAUNCH'], { attribute: 'geo.iso', groups: { LAUNCH: ['DACH', 'US-CA'] } });
    expect(serves(ruleset, { geo: { iso: 'US-CA' } })).toBe('on');
    expect(serves(ruleset, { geo: { iso: 'US-NY' } })).toBe('off');
    expect(serves(ruleset, { country: 'US-CA' })).toBe('off');
  });

  it('fails a flag that names a missing group, and no other', () => {
    const compiled = compileRuleset(build(['DE', 'LAUNCH']), testRegistry);
    expect(evaluate(compiled, 'x', {}, clock).errorCode).toBe('PARSE_ERROR');
    expect(evaluate(compiled, 'y', {}, clock).variant).toBe('on');
    expect(findProblems(build(['DE', 'LAUNCH']), testRegistry)).toEqual([
      {
        code: 'region-unknown',
        subject: 'flag/x',
        steps: ['setting', 'availability', 'regions', 1],
        path: 'setting.availability.regions.1',
        message: "The region group 'LAUNCH' does not exist here. Choose another, or add it first.",
      },
    ]);
  });

  it('reports a code that nobody knows, and serves it as it is written', () => {
    expect(findProblems(build(['UK']), testRegistry)).toMatchObject([
      { code: 'region-unknown', path: 'setting.availability.regions.0', inactive: true },
    ]);
    expect(serves(build(['UK']), { country: 'UK' })).toBe('on');
  });

  it('reports what is wrong with own region groups', () => {
    expect(findProblems(build(['DE'], { groups: { OURS: ['XX'] } }), testRegistry)).toMatchObject([
      { subject: 'regions', path: 'groups.OURS.0' },
    ]);
  });

  it('needs a host that knows groups only where it names one', () => {
    const needs = (regions: string[]) => findNeeds(build(regions).flags[0]?.setting ?? null, []);
    expect(needs(['DE', 'US-CA'])).not.toContain('feature:region-groups');
    expect(needs(['DE', 'EU'])).toContain('feature:region-groups');
    expect(needs(['LAUNCH'])).toContain('feature:region-groups');
  });
});

describe('a change of the regions', () => {
  const before = build(['LAUNCH'], { groups: { LAUNCH: ['DE'] } });
  const after: Ruleset = { ...before, regions: { attribute: 'country', groups: { LAUNCH: ['AT'] } } };

  it('reaches flags that did not change', () => {
    const compiled = compileRuleset(after, testRegistry, compileRuleset(before, testRegistry));
    expect(evaluate(compiled, 'x', { country: 'AT' }, clock).variant).toBe('on');
    expect(evaluate(compiled, 'x', { country: 'DE' }, clock).variant).toBe('off');
  });

  it('reuses flags while regions of another object say the same', () => {
    const first = compileRuleset(before, testRegistry);
    const same: Ruleset = { ...before, regions: { attribute: 'country', groups: { LAUNCH: ['DE'] } } };
    expect(compileRuleset(same, testRegistry, first).flags.get('x')).toBe(first.flags.get('x'));
  });

  it('travels in a change of the ruleset, over any wire', () => {
    const { regions: _gone, ...without } = before;
    for (const next of [after, without]) {
      const change = parseRulesetChange(JSON.parse(JSON.stringify(findChange(before, next))));
      expect(applyChange(before, change)?.regions).toEqual(next === after ? after.regions : undefined);
    }
    const unchanged = findChange(before, { ...before, version: 9 });
    expect('regions' in unchanged).toBe(false);
    expect(applyChange(before, unchanged)?.regions).toBe(before.regions);
  });
});
