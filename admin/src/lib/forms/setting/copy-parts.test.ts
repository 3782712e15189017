import type { Json, Rule, Serve, Setting } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listParts, pickParts } from './copy-parts.ts';
import { fixed, settingOf } from './testing.ts';
import { anySetting } from './testing-settings.ts';

const rule = (id: string, segments: string[], serve: Json = fixed('on')) => ({ id, segments, serve });
const ruled = (...rules: Json[]) => settingOf({ rules });
const namesOf = (here: Setting, there: Setting) => listParts({ here, there }).map(({ name }) => name);
const pick = (here: Setting, there: Setting, ...picked: string[]) =>
  pickParts({ here, there }, new Set(picked));
const segmentsOf = ({ rules }: Setting) => rules.map(({ segments }) => segments.join());

/** Two rules may be the same but for their ids, and with them the rules that take their place. */
function withoutIds(setting: Setting): Setting {
  return { ...setting, salt: 'abcdef', rules: setting.rules.map((each): Rule => ({ ...each, id: '' })) };
}

describe('a copy of a setting', () => {
  it('of all parts is the setting there, and of none the setting here', () => {
    fc.assert(
      fc.property(anySetting, anySetting, (here, given) => {
        const there = { ...given, salt: 'fedcba' };
        const names = namesOf(here, there);
        expect(withoutIds(pick(here, there, ...names))).toEqual(withoutIds(there));
        expect(pick(here, there, ...names).salt).toBe(here.salt);
        expect(pick(here, there)).toEqual(here);
        expect(namesOf(pick(here, there, ...names), there)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('of some parts leaves the others to be copied, and never gives two rules one id', () => {
    fc.assert(
      fc.property(anySetting, anySetting, fc.infiniteStream(fc.boolean()), (here, there, picks) => {
        const parts = listParts({ here, there });
        const picked = parts.filter(() => picks.next().value === true).map(({ name }) => name);
        const result = pick(here, there, ...picked);
        const ids = result.rules.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const left = namesOf(result, there).filter((name) => name !== 'order');
        const skipped = parts.map(({ name }) => name).filter((name) => !picked.includes(name));
        expect(new Set(left)).toEqual(new Set(skipped.filter((name) => name !== 'order')));
      }),
      { numRuns: 300 },
    );
  });

  it('lists what differs in the order of evaluation', () => {
    const here = settingOf({ rules: [rule('a', ['staff']), rule('b', ['beta'])] });
    const there = settingOf({
      enabled: false,
      never: ['bots'],
      rules: [rule('b', ['beta']), rule('a', ['staff'], fixed('off')), rule('c', ['gold'])],
      everyoneElse: fixed('on'),
      bucketGroup: 'wave',
    });
    expect(namesOf(here, there)).toEqual([
      'enabled',
      'never',
      'rule:a',
      'rule:c',
      'order',
      'everyoneElse',
      'bucketGroup',
    ]);
  });

  it('matches rules that were made twice by hand, and keeps the ids of this side', () => {
    const here = ruled(rule('mine', ['staff']), rule('b', ['beta', 'gold']));
    const there = ruled(rule('b', ['bots']), rule('theirs', ['staff'], fixed('off')));
    expect(namesOf(here, there)).toEqual(['rule:b', 'rule:mine', 'order']);
    expect(pick(here, there, 'rule:mine').rules).toMatchObject([
      { id: 'mine', serve: fixed('off') },
      { id: 'b', segments: ['beta', 'gold'] },
    ]);
  });

  it('puts a rule after the one that it follows there, or before the one that follows it', () => {
    const here = ruled(rule('a', ['a']), rule('z', ['z']), rule('b', ['b']));
    const there = ruled(rule('x', ['x']), rule('a', ['a']), rule('y', ['y']), rule('b', ['b']));
    expect(segmentsOf(pick(here, there, 'rule:y'))).toEqual(['a', 'y', 'z', 'b']);
    expect(segmentsOf(pick(here, there, 'rule:x'))).toEqual(['x', 'a', 'z', 'b']);
    expect(segmentsOf(pick(here, there, 'rule:z'))).toEqual(['a', 'b']);
    expect(segmentsOf(pick(ruled(), there, 'rule:b', 'rule:x'))).toEqual(['x', 'b']);
  });

  it('takes the order there, and leaves a rule that is only here where it stands among the others', () => {
    const here = ruled(rule('a', ['a']), rule('z', ['z']), rule('b', ['b']));
    const there = ruled(rule('b', ['b']), rule('a', ['a']));
    expect(segmentsOf(pick(here, there, 'order'))).toEqual(['b', 'a', 'z']);
  });

  it('keeps the progress of a serve that is the same otherwise', () => {
    const at = (progress: number) => ({ strategy: 'grows', params: { plan: 1, progress } });
    const isSameServe = (one: Serve, other: Serve) => one.strategy === other.strategy;
    const [here, there] = [
      settingOf({ rules: [rule('a', ['staff'], at(1))], everyoneElse: at(1) }),
      settingOf({ rules: [{ ...rule('a', ['staff'], at(2)), name: 'Ours' }], everyoneElse: at(2) }),
    ];
    expect(listParts({ here, there, isSameServe }).map(({ name }) => name)).toEqual(['rule:a']);
    const { rules } = pickParts({ here, there, isSameServe }, new Set(['rule:a']));
    expect(rules).toMatchObject([{ name: 'Ours', serve: at(1) }]);
  });
});
