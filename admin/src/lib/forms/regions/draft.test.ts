import { describe, expect, it } from 'vitest';
import { readRegionsDraft } from './read.ts';
import { editRegions, readCodes, toRegionsDraft, toRegionsInput, wrongInRow } from './draft.ts';
import type { RegionsDraft } from './draft.ts';

const draft: RegionsDraft = {
  attribute: ' geo ',
  groups: [
    { name: 'north ', codes: 'dk, se\nDK' },
    { name: '', codes: ' ' },
  ],
};

describe('the form of regions', () => {
  it('comes back from what was saved, in the order of names', () => {
    const saved = { attribute: 'country', groups: { SOUTH: ['IT'], NORTH: ['DK', 'SE'] } };
    const made = toRegionsDraft(saved);
    expect(made.groups.map(({ name }) => name)).toEqual(['NORTH', 'SOUTH']);
    expect(toRegionsInput(made)).toEqual({ input: saved, fields: {} });
  });

  it('reads codes in any case and with any separator, and leaves out empty rows', () => {
    expect(toRegionsInput(draft)).toEqual({
      input: { attribute: 'geo', groups: { NORTH: ['DK', 'SE'] } },
      fields: {},
    });
    expect(readCodes(' us-ca;de  at ')).toEqual(['US-CA', 'DE', 'AT']);
  });

  it('says what is wrong with a row beside it', () => {
    const groups = [
      { name: 'NORTH', codes: 'DK' },
      { name: 'north', codes: 'SE' },
      { name: '', codes: 'IT' },
    ];
    const { fields } = toRegionsInput({ attribute: 'country', groups });
    expect(groups.map(({ name }, index) => wrongInRow(fields, name, index).name)).toEqual([
      undefined,
      'Two groups are named NORTH. Put them together, or rename one.',
      'Enter a name for this group, like NORTH.',
    ]);
    const wrong = { 'groups.NORTH.2': 'No country.', 'groups.SOUTH': 'It is used.' };
    expect(wrongInRow(wrong, ' north', 0)).toEqual({ name: undefined, codes: 'No country.' });
    expect(wrongInRow(wrong, 'SOUTH', 1)).toEqual({ name: 'It is used.', codes: undefined });
    expect(wrongInRow(wrong, 'NORTHERN', 2)).toEqual({ name: undefined, codes: undefined });
  });

  it('adds and removes rows, as its buttons ask', () => {
    expect(editRegions(draft, 'add-group').groups).toHaveLength(3);
    expect(editRegions(draft, 'remove-group 0').groups).toEqual([draft.groups[1]]);
    expect(editRegions(draft, 'nonsense')).toBe(draft);
  });

  it('is read from what was sent; what is absent is empty', () => {
    const form = new FormData();
    form.set('groups.3.name', 'NORTH');
    expect(readRegionsDraft(form)).toEqual({ attribute: '', groups: [{ name: 'NORTH', codes: '' }] });
  });
});
