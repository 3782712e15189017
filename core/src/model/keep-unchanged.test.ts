import { describe, expect, it } from 'vitest';
import { keepUnchanged } from './keep-unchanged.ts';
import { parseRuleset } from './parse-ruleset.ts';
import { buildFlag, buildRuleset, buildSegment, buildSetting } from '../testing.ts';

const flags = [buildFlag('a', buildSetting()), buildFlag('b', buildSetting())];
const before = buildRuleset(flags, [buildSegment('s')]);
const again = () => parseRuleset(JSON.parse(JSON.stringify(before)));

describe('keepUnchanged', () => {
  it('keeps what has the same version, and takes what has another', () => {
    const next = buildRuleset(
      [...flags.slice(0, 1), buildFlag('b', buildSetting(), { version: 2 })],
      [buildSegment('s')],
    );
    const kept = keepUnchanged(before, next);
    expect([kept.flags[0] === before.flags[0], kept.flags[1] === next.flags[1]]).toEqual([true, true]);
    expect(kept.segments[0]).toBe(before.segments[0]);
    expect(kept).toEqual(next);
  });

  it('keeps nothing of another installation, of another epoch, or where nothing was before', () => {
    for (const other of [
      { ...again(), installation: 'other' },
      { ...again(), epoch: 2 },
    ]) {
      expect(keepUnchanged(before, other).flags[0]).toBe(other.flags[0]);
    }
    const first = again();
    expect(keepUnchanged(undefined, first)).toBe(first);
  });
});
