import { describe, expect, it } from 'vitest';
import {
  editBucketGroup,
  emptyBucketGroupDraft,
  percentLeft,
  toBucketGroupDraft,
  toBucketGroupInput,
} from './draft.ts';
import type { BucketGroupDraft } from './draft.ts';
import { readBucketGroupDraft } from './read.ts';

const never: BucketGroupDraft = {
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
    expect(toBucketGroupDraft({ key: 'tests' }, undefined).kind).toBe('same');
    const shares = [{ flag: 'a', share: 12_500 }];
    const made = toBucketGroupDraft({ key: 'tests', by: 'company.id' }, shares);
    expect(toBucketGroupInput(made)).toEqual({
      input: { key: 'tests', by: 'company.id', shares },
      fields: {},
    });
  });

  it('takes shares away from a group of the same people', () => {
    const { input } = toBucketGroupInput({ ...never, kind: 'same', by: 'x' });
    expect(input).toEqual({ key: 'tests', by: null, shares: null });
  });

  it('asks what its flags have in common, and for percentages that can be read', () => {
    expect(toBucketGroupInput(emptyBucketGroupDraft).fields).toEqual({
      kind: 'Choose what its flags have in common.',
    });
    const shares = [{ flag: 'a', percent: 'half' }];
    expect(Object.keys(toBucketGroupInput({ ...never, shares }).fields)).toEqual(['shares.0.share']);
  });

  it('says how many people are in no share', () => {
    expect(percentLeft(never)).toBe('47.5');
    expect(percentLeft({ ...never, shares: [{ flag: 'a', percent: '100' }, ...never.shares] })).toBe('0');
  });

  it('gives each flag one share, as its buttons ask', () => {
    const added = editBucketGroup(emptyBucketGroupDraft, 'add-share', 'a');
    expect(added).toMatchObject({ kind: 'never', shares: [{ flag: 'a', percent: '' }] });
    expect(editBucketGroup(added, 'add-share', 'a')).toBe(added);
    expect(editBucketGroup(added, 'add-share', '')).toBe(added);
    expect(editBucketGroup(never, 'remove-share 0', '').shares).toEqual([{ flag: 'b', percent: '12,5' }]);
  });

  it('is read from what was sent; what is absent is empty', () => {
    const form = new FormData();
    form.set('kind', 'both');
    form.set('shares.0.flag', 'a');
    expect(readBucketGroupDraft(form)).toEqual({
      ...emptyBucketGroupDraft,
      shares: [{ flag: 'a', percent: '' }],
    });
  });
});
