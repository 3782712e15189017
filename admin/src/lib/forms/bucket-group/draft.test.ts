import { describe, expect, it } from 'vitest';
import { editGroup, emptyGroupDraft, percentLeft, toGroupDraft, toGroupInput } from './draft.ts';
import type { GroupDraft } from './draft.ts';
import { readGroupDraft } from './read.ts';

const never: GroupDraft = {
  key: ' tests ',
  kind: 'never',
  by: '',
  shares: [
    { flag: 'a', percent: '40' },
    { flag: 'b', percent: '12,5' },
  ],
};

describe('the form of a group', () => {
  it('comes back from what was saved', () => {
    expect(toGroupDraft({ key: 'tests' }, undefined).kind).toBe('same');
    const shares = [{ flag: 'a', share: 12_500 }];
    const made = toGroupDraft({ key: 'tests', by: 'company.id' }, shares);
    expect(toGroupInput(made)).toEqual({ input: { key: 'tests', by: 'company.id', shares }, fields: {} });
  });

  it('takes shares away from a group of the same people', () => {
    const { input } = toGroupInput({ ...never, kind: 'same', by: 'x' });
    expect(input).toEqual({ key: 'tests', by: null, shares: null });
  });

  it('asks what its flags have in common, and for percentages that can be read', () => {
    expect(toGroupInput(emptyGroupDraft).fields).toEqual({
      kind: 'Choose what its flags have in common.',
    });
    const shares = [{ flag: 'a', percent: 'half' }];
    expect(Object.keys(toGroupInput({ ...never, shares }).fields)).toEqual(['shares.0.share']);
  });

  it('says how many people are in no share', () => {
    expect(percentLeft(never)).toBe('47.5');
    expect(percentLeft({ ...never, shares: [{ flag: 'a', percent: '100' }, ...never.shares] })).toBe('0');
  });

  it('gives each flag one share, as its buttons ask', () => {
    const added = editGroup(emptyGroupDraft, 'add-share', 'a');
    expect(added).toMatchObject({ kind: 'never', shares: [{ flag: 'a', percent: '' }] });
    expect(editGroup(added, 'add-share', 'a')).toBe(added);
    expect(editGroup(added, 'add-share', '')).toBe(added);
    expect(editGroup(never, 'remove-share 0', '').shares).toEqual([{ flag: 'b', percent: '12,5' }]);
  });

  it('is read from what was sent; what is absent is empty', () => {
    const form = new FormData();
    form.set('kind', 'both');
    form.set('shares.0.flag', 'a');
    expect(readGroupDraft(form)).toEqual({
      ...emptyGroupDraft,
      shares: [{ flag: 'a', percent: '' }],
    });
  });
});
