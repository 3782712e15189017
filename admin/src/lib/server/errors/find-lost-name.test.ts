import { expect, it } from 'vitest';
import { findLostName } from './find-lost-name.ts';

const find = (text: string) => findLostName(JSON.parse(text));

it('says where JSON has a name that its readers lose', () => {
  expect(find('{"a":[{"b":1},{"__proto__":null}]}')).toEqual(['a', '1', '__proto__']);
  expect(find('["__proto__",{"constructor":{"prototype":1}}]')).toBeUndefined();
  expect(find('null')).toBeUndefined();
});

it('looks no deeper than JSON may be', () => {
  const nest = (levels: number) => `${'['.repeat(levels)}{"__proto__":1}${']'.repeat(levels)}`;
  expect(find(nest(63))).toBeDefined();
  expect(find(nest(64))).toBeUndefined();
  expect(find(nest(100_000))).toBeUndefined();
});
