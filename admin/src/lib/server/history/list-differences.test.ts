import type { Json } from '@hoist/core';
import { expect, it } from 'vitest';
import { listDifferences } from './list-differences.ts';

it('names each field that differs, with the entries of lists by their id or key', () => {
  const before: Json = {
    enabled: true,
    rules: [
      { id: 'a', serve: { params: { percent: 5 } } },
      { id: 'b', name: 'B' },
    ],
    tags: ['x'],
    gone: 1,
  };
  const after: Json = {
    enabled: true,
    rules: [
      { id: 'b', name: 'B' },
      { id: 'a', serve: { params: { percent: 25 } } },
      { id: 'c', name: 'C' },
    ],
    tags: ['x', 'y'],
    'made.here': null,
  };
  expect(listDifferences(before, after)).toEqual([
    { path: 'rules[a].serve.params.percent', before: '5', after: '25' },
    { path: 'rules[c]', before: undefined, after: '{"id":"c","name":"C"}' },
    { path: 'rules.order', before: 'a, b', after: 'b, a, c' },
    { path: 'tags', before: '["x"]', after: '["x","y"]' },
    { path: 'gone', before: '1', after: undefined },
    { path: 'made.here', before: undefined, after: 'null' },
  ]);
});

it('is nothing for equal values, and the whole for what was not there or is of another kind', () => {
  expect(listDifferences({ a: [1] }, { a: [1] })).toEqual([]);
  expect(listDifferences(undefined, [1])).toEqual([{ path: 'all of it', before: undefined, after: '[1]' }]);
  expect(listDifferences(undefined, { a: { b: 1 } })).toEqual([
    { path: 'a.b', before: undefined, after: '1' },
  ]);
  expect(listDifferences({ a: { b: 1 } }, { a: null })).toEqual([
    { path: 'a.b', before: '1', after: undefined },
  ]);
  expect(listDifferences({ a: [1] }, { a: { b: 1 } })).toEqual([
    { path: 'a', before: '[1]', after: '{"b":1}' },
  ]);
  const long = 'x'.repeat(1_000);
  expect(listDifferences({ a: '' }, { a: long })[0]?.after).toHaveLength(201);
});
