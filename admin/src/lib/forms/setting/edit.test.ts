import { describe, expect, it } from 'vitest';
import { editSetting } from './edit.ts';
import { toSettingDraft } from './draft.ts';
import type { SettingDraft } from './draft.ts';
import { toRows } from './rows.ts';
import { emptyServe } from './serve-draft.ts';
import { fixed, formsFor, onOff, redraft, settingOf } from './testing.ts';

const forms = formsFor(onOff);
const part = {
  strategy: 'split',
  params: {
    ranges: [
      { from: 0, to: 25_000, variant: 'on' },
      { from: 25_000, to: 100_000, variant: 'off' },
    ],
  },
};
const rule = (id: string, segments: string[], serve = fixed('on'), more = {}) => ({
  ...{ id, segments, serve },
  ...more,
});
const draftOf = (parts: Readonly<Record<string, unknown>> = {}) =>
  toSettingDraft(settingOf(parts), { off: 'off' }, forms);

function edit(draft: SettingDraft, asked: string, picked = ''): SettingDraft {
  return editSetting(draft, asked, { picked, serve: emptyServe(forms), operators: forms.operators });
}

describe("a segment's switch", () => {
  const germany = { rules: [rule('g', ['germany'], part)] };

  it('adds a segment once, whole ones above those of which a part has it', () => {
    const both = edit(draftOf(germany), 'add-segment', 'staff');
    expect(both.rules.map(({ segments, serve }) => [segments, serve.mode])).toEqual([
      [['staff'], 'all'],
      [['germany'], 'percentage'],
    ]);
    expect(edit(both, 'add-segment', 'staff')).toBe(both);
    expect(edit(both, 'add-segment')).toBe(both);
  });

  it('turned off, is never and keeps its rule, so that on brings back what it had', () => {
    const off = edit(draftOf(germany), 'turn-off 0');
    expect(off.never).toEqual(['germany']);
    expect(toRows(off)).toEqual({ off: [{ segments: ['germany'], rules: [0] }], on: [] });
    const { setting } = redraft(onOff, settingOf(germany), () => off);
    expect(setting.rules).toEqual(
      settingOf({ rules: [rule('g', ['germany'], part, { enabled: false })] }).rules,
    );
    const on = edit(off, 'turn-on 0');
    expect(redraft(onOff, settingOf(germany), () => on).setting.rules).toEqual(settingOf(germany).rules);
    expect(on.never).toEqual([]);
  });

  it('not decided here, is neither never nor in a rule', () => {
    const dropped = edit(edit(draftOf(germany), 'turn-off 0'), 'drop-off 0');
    expect(dropped).toMatchObject({ never: [], rules: [] });
    expect(edit(draftOf(germany), 'drop-rule 0').rules).toEqual([]);
    expect(edit(draftOf({ never: ['bots'] }), 'drop-never bots').never).toEqual([]);
  });

  it('turned on without a rule that stands ready, gets all of it', () => {
    const on = edit(draftOf({ never: ['bots'] }), 'turn-on-segment bots');
    expect(on.never).toEqual([]);
    expect(on.rules.map(({ segments, serve }) => [segments, serve.mode])).toEqual([[['bots'], 'all']]);
  });

  it('is off where a segment is never, whatever rules say, until it is touched', () => {
    const draft = draftOf({
      never: ['staff'],
      rules: [rule('a', ['staff']), rule('b', ['staff', 'beta']), rule('c', ['staff'], part)],
    });
    expect(toRows(draft)).toEqual({ off: [{ segments: ['staff'], rules: [0, 2] }], on: [1] });
    expect(draft.rules.map(({ enabled }) => enabled)).toEqual([true, true, true]);
  });

  it('holds several segments of one rule together', () => {
    const off = edit(draftOf({ rules: [rule('r', ['staff', 'beta'])] }), 'turn-off 0');
    expect(off.never).toEqual(['staff', 'beta']);
    expect(toRows(off).off).toEqual([{ segments: ['staff', 'beta'], rules: [0] }]);
    expect(edit(off, 'turn-on 0').never).toEqual([]);
  });

  it('makes a rule that serves off what it is', () => {
    const off = edit(draftOf({ rules: [rule('r', ['bots'], fixed('off'))] }), 'make-off 0');
    expect(off).toMatchObject({ never: ['bots'], rules: [] });
  });
});

describe('rules', () => {
  const three = { rules: ['a', 'b', 'c'].map((id) => rule(id, [id])) };
  const ids = (draft: SettingDraft) => draft.rules.map(({ id }) => id);

  it('are moved', () => {
    const draft = draftOf(three);
    expect(ids(edit(draft, 'move-down 0'))).toEqual(['b', 'a', 'c']);
    expect(ids(edit(draft, 'move-up 2'))).toEqual(['a', 'c', 'b']);
    expect(ids(edit(draft, 'move-to 0 2'))).toEqual(['b', 'c', 'a']);
    for (const nothing of ['move-up 0', 'move-down 2', 'move-to 0 9', 'move-to 9 0'])
      expect(ids(edit(draft, nothing))).toEqual(['a', 'b', 'c']);
  });

  it('are copied, as rules of their own', () => {
    const draft = draftOf({ rules: [rule('a', ['x'], part, { name: 'Ours' })] });
    const copied = edit(draft, 'duplicate-rule 0');
    expect(copied.rules.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'Ours'],
      ['', 'Copy of Ours'],
    ]);
    expect(redraft(onOff, settingOf(), () => copied).setting.rules[1]).toMatchObject({
      id: 'new-1',
      serve: part,
    });
  });

  it('get segments and conditions, and lose them', () => {
    let draft = edit(draftOf(), 'add-rule');
    expect(draft.rules).toMatchObject([{ id: '', segments: [], conditions: [{ operator: 'equals' }] }]);
    draft = edit(edit(draft, 'add-rule-segment 0', 'staff'), 'add-condition 0');
    expect(draft.rules[0]).toMatchObject({ segments: ['staff'], conditions: [{}, {}] });
    draft = edit(edit(draft, 'remove-condition 0 1'), 'remove-rule-segment 0 staff');
    expect(draft.rules[0]).toMatchObject({ segments: [], conditions: [{}] });
  });
});

describe('what stands before the rules', () => {
  it('is edited by its own buttons', () => {
    let draft = edit(edit(draftOf(), 'add-region', 'DE'), 'add-region', 'DE');
    expect(draft.availability.regions).toEqual(['DE']);
    draft = edit(draft, 'remove-region DE');
    expect(draft.availability.regions).toEqual([]);
    draft = edit(edit(draft, 'add-prerequisite', 'a.b'), 'add-prerequisite', 'a.b');
    expect(draft.prerequisites).toEqual([{ flag: 'a.b', variants: [] }]);
    expect(edit(draft, 'remove-prerequisite 0').prerequisites).toEqual([]);
    draft = edit(edit(draft, 'add-never', 'bots'), 'add-never', 'bots');
    expect(draft.never).toEqual(['bots']);
  });
});

describe('what people get', () => {
  it('grows by a plan, for everyone else and in a rule', () => {
    const draft = draftOf({ rules: [rule('a', ['x'])] });
    const fast = edit(draft, 'plan fast everyoneElse');
    expect(fast.everyoneElse).toMatchObject({ mode: 'progressive', rollout: { steps: [{}, {}, {}] } });
    expect(edit(fast, 'remove-step 1 everyoneElse').everyoneElse.rollout.steps).toHaveLength(2);
    expect(edit(draft, 'add-step rules.0.serve').rules[0]?.serve).toMatchObject({ mode: 'progressive' });
  });

  it("changes the rows of a strategy's form, and of no other", () => {
    const typed = { rings: { rings: { 0: { name: 'x' } } } };
    const draft = draftOf({ rules: [rule('a', ['x'])] });
    const given = { ...draft, everyoneElse: { ...draft.everyoneElse, typed } };
    const edited = edit(given, 'row-add everyoneElse.typed.rings.rings');
    expect(edited.everyoneElse.typed).toEqual({
      rings: { rings: { 0: { name: 'x' }, 1: { '#': 'row' } } },
    });
    expect(edited.rules).toEqual(draft.rules);
    expect(edit(given, 'row-remove everyoneElse.typed.rings.rings 0').everyoneElse.typed).toEqual({
      rings: { rings: {} },
    });
  });

  it('changes nothing for what no button asks', () => {
    const draft = draftOf();
    for (const nothing of ['', 'nonsense 1', 'toString', 'turn-off 7', 'row-add x'])
      expect(edit(draft, nothing)).toEqual(draft);
  });
});
