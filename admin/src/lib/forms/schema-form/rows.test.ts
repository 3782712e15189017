import { describe, expect, it } from 'vitest';
import { editRows } from './rows.ts';

const tree = { rings: { 0: { name: 'a' }, 4: { name: 'b', slots: { 0: { at: '1' } } } }, regions: 'DE' };
const b = { name: 'b', slots: { 0: { at: '1' } } };

describe('a button of a generated form', () => {
  it.each([
    ['row-add rings', { 0: { name: 'a' }, 1: b, 2: { '#': 'row' } }],
    ['row-remove rings 0', { 0: b }],
    ['row-up rings 1', { 0: b, 1: { name: 'a' } }],
    ['row-down rings 0', { 0: b, 1: { name: 'a' } }],
    ['row-up rings 0', { 0: { name: 'a' }, 1: b }],
    ['row-down rings 1', { 0: { name: 'a' }, 1: b }],
    ['row-up rings -1', { 0: { name: 'a' }, 1: b }],
    ['row-remove rings x', { 0: { name: 'a' }, 1: b }],
  ])('%s changes the rows', (edit, rings) => {
    expect(editRows(tree, edit)).toEqual({ ...tree, rings });
  });

  it('changes rows in rows, and leaves alone what is not there', () => {
    const edited = editRows(tree, 'row-add rings.4.slots');
    expect(edited['rings']).toEqual({
      0: { name: 'a' },
      4: { name: 'b', slots: { 0: { at: '1' }, 1: { '#': 'row' } } },
    });
    expect(editRows(tree, 'row-add nothing.4.slots')).toEqual(tree);
  });

  it('takes in what was picked, once', () => {
    const picked = { ...tree, 'regions#pick': ' AT ' };
    const once = editRows(picked, 'line-add regions');
    expect(once).toMatchObject({ regions: 'DE\nAT', 'regions#pick': '' });
    expect(editRows({ ...once, 'regions#pick': 'AT' }, 'line-add regions')).toMatchObject({
      regions: 'DE\nAT',
    });
  });
});
