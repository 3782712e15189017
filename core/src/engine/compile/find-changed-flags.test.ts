import { expect, it } from 'vitest';
import { buildFlag, buildRuleset, buildSegment, buildSetting, testRegistry } from '../../testing.ts';
import { compileRuleset } from './compile-ruleset.ts';
import { findChangedFlags } from './find-changed-flags.ts';

it('names flags that are new, gone, changed, or use a segment that changed', () => {
  const flags = [
    buildFlag('a', buildSetting()),
    buildFlag('b', buildSetting({ never: ['s'] })),
    buildFlag('c', null),
  ];
  const ruleset = buildRuleset(flags, [buildSegment('s')]);
  const before = compileRuleset(ruleset, testRegistry);
  const after = (parts: Partial<typeof ruleset>) =>
    findChangedFlags(before, compileRuleset({ ...ruleset, ...parts }, testRegistry, before));
  const [a, b, c] = ruleset.flags;
  expect(after({ version: 2 })).toEqual([]);
  expect(after({ flags: [{ ...a! }, b!, c!] })).toEqual(['a']);
  expect(after({ flags: [a!, c!, { ...c!, key: 'd' }] })).toEqual(['b', 'd']);
  expect(after({ segments: ruleset.segments.map((segment) => ({ ...segment })) })).toEqual(['b']);
});
