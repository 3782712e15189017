import { describe, expect, it } from 'vitest';
import type { Records, Row, Where } from '../port.ts';

const rows: readonly Row[] = [
  { id: 'a', name: 'Ann', age: 30, admin: true, team: null },
  { id: 'b', name: 'bob', age: 25, admin: false, team: 'red' },
  { id: 'c', name: 'Ann%_', age: 41.5, admin: false },
  { id: 'd', name: '', age: null, admin: null, team: 'redder' },
];

const cases: readonly [string, Where[], string][] = [
  ['nothing', [], 'abcd'],
  ['equal texts', [{ field: 'name', test: 'eq', value: 'Ann' }], 'a'],
  ['equal texts, exactly in case', [{ field: 'name', test: 'eq', value: 'BOB' }], ''],
  ['equal numbers', [{ field: 'age', test: 'eq', value: 41.5 }], 'c'],
  ['equal truth', [{ field: 'admin', test: 'eq', value: false }], 'bc'],
  ['null, or no such field', [{ field: 'team', test: 'eq', value: null }], 'ac'],
  ['anything but null', [{ field: 'team', test: 'ne', value: null }], 'bd'],
  ['other texts, or none', [{ field: 'team', test: 'ne', value: 'red' }], 'acd'],
  ['less', [{ field: 'age', test: 'lt', value: 30 }], 'b'],
  ['less or equal', [{ field: 'age', test: 'lte', value: 30 }], 'ab'],
  ['greater', [{ field: 'age', test: 'gt', value: 30 }], 'c'],
  ['greater or equal', [{ field: 'age', test: 'gte', value: 30 }], 'ac'],
  ['texts by order', [{ field: 'name', test: 'gt', value: 'B' }], 'b'],
  ['one of', [{ field: 'name', test: 'in', value: ['bob', '', 'nobody'] }], 'bd'],
  ['one of, or null', [{ field: 'team', test: 'in', value: ['red', null] }], 'abc'],
  ['one of none', [{ field: 'name', test: 'in', value: [] }], ''],
  ['none of, or null', [{ field: 'team', test: 'not-in', value: ['red'] }], 'acd'],
  ['none of, and not null', [{ field: 'team', test: 'not-in', value: ['red', null] }], 'd'],
  ['none of none', [{ field: 'name', test: 'not-in', value: [] }], 'abcd'],
  ['contained', [{ field: 'name', test: 'contains', value: 'n%_' }], 'c'],
  ['contained, not a pattern', [{ field: 'name', test: 'contains', value: 'A%' }], ''],
  ['contained, exactly in case', [{ field: 'name', test: 'contains', value: 'ann' }], ''],
  ['the start', [{ field: 'name', test: 'starts-with', value: 'Ann' }], 'ac'],
  ['the end', [{ field: 'name', test: 'ends-with', value: '_' }], 'c'],
  ['the end that is all', [{ field: 'team', test: 'ends-with', value: 'red' }], 'b'],
  ['an end longer than all', [{ field: 'team', test: 'ends-with', value: 'infrared' }], ''],
  [
    'both',
    [
      { field: 'admin', test: 'eq', value: false },
      { field: 'age', test: 'lt', value: 40 },
    ],
    'b',
  ],
  [
    'either',
    [
      { field: 'id', test: 'eq', value: 'a' },
      { field: 'id', test: 'eq', value: 'd', connector: 'or' },
    ],
    'ad',
  ],
  [
    'either of two before, and this',
    [
      { field: 'id', test: 'eq', value: 'a' },
      { field: 'id', test: 'eq', value: 'b', connector: 'or' },
      { field: 'admin', test: 'eq', value: true },
    ],
    'a',
  ],
  [
    'both of two before, or this',
    [
      { field: 'id', test: 'eq', value: 'a' },
      { field: 'admin', test: 'eq', value: false },
      { field: 'id', test: 'eq', value: 'd', connector: 'or' },
    ],
    'd',
  ],
];

/** The contract of queries for records, as a vitest suite. */
export function describeWhere(openRecords: () => Promise<Records>): void {
  describe('a question for records', () => {
    it.each(cases)('asks for %s', async (_, where, ids) => {
      const records = await openRecords();
      for (const row of rows) await records.insert('thing', row);
      const found = await records.find('thing', where);
      expect(found.map(({ id }) => id).join('')).toBe(ids);
      expect(found).toEqual(rows.filter(({ id }) => ids.includes(String(id))));
      expect(await records.count('thing', where)).toBe(ids.length);
    });
  });
}
