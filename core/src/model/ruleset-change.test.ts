import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRuleset } from './parse-ruleset.ts';
import { applyChange, findChange, parseRulesetChange } from './ruleset-change.ts';
import type { Ruleset } from './ruleset.ts';

/** A ruleset whose flags have these versions; what is the same as in `before` is the identical object. */
function make(version: number, versions: Readonly<Record<string, number>>, before?: Ruleset): Ruleset {
  const old = new Map(before?.flags.map((flag) => [flag.key, flag]));
  const fresh = parseRuleset({
    format: 1,
    installation: 'one',
    environment: 'dev',
    epoch: 1,
    version,
    state: version.toString(16).padStart(64, '0'),
    flags: Object.entries(versions)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => ({
        key,
        version: each,
        revision: 1,
        type: 'boolean',
        clientVisible: false,
        variants: [{ key: 'on', value: true }],
        setting: null,
        needs: [],
      })),
    segments: [],
  });
  return {
    ...fresh,
    flags: fresh.flags.map((flag) =>
      old.get(flag.key)?.version === flag.version ? old.get(flag.key)! : flag,
    ),
  };
}

describe('a change of a ruleset', () => {
  it('holds what is new, different and gone', () => {
    const before = make(1, { a: 1, b: 1, c: 1 });
    const change = findChange(before, make(2, { a: 1, b: 2, d: 2 }, before));
    expect(change.flags.map(({ key }) => key)).toEqual(['b', 'd']);
    expect(change.removed).toEqual({ flags: ['c'], segments: [] });
  });

  it('is refused by a ruleset that it does not follow', () => {
    const [one, two, three] = [make(1, { a: 1 }), make(2, { a: 2 }), make(3, { a: 3 })];
    expect(applyChange(one, findChange(two, three))).toBeUndefined();
  });

  it('says what cannot be read of it', () => {
    expect(() => parseRulesetChange({ from: 1 })).toThrow('cannot be read');
  });

  it('makes the next ruleset out of the one before, over any wire, and keeps what did not change', () => {
    const versions = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(versions, versions, (first, second) => {
        const before = make(1, first);
        const after = make(2, second, before);
        const sent = parseRulesetChange(JSON.parse(JSON.stringify(findChange(before, after))));
        const applied = applyChange(before, sent);
        expect(applied).toEqual(after);
        for (const flag of applied?.flags ?? [])
          if (first[flag.key] === second[flag.key]) expect(before.flags).toContain(flag);
      }),
    );
  });
});
