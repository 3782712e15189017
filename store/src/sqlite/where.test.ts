import { describe, expect, it } from 'vitest';
import { toCondition, toPage } from './where.ts';

describe('toCondition', () => {
  it('binds every value', () => {
    const evil = `x' OR 1=1 --`;
    const { text, values } = toCondition('user', [
      { field: 'email', test: 'eq', value: evil },
      { field: 'name', test: 'in', value: [evil] },
    ]);
    expect(text).not.toContain('OR 1=1');
    expect(values).toEqual([evil, evil]);
  });

  it.each([`name')`, `a.b`, '', '1a', `a"b`, 'a'.repeat(65)])('refuses %j as a name', (name) => {
    expect(() => toCondition('user', [{ field: name, test: 'eq', value: 1 }])).toThrow(TypeError);
    expect(() => toCondition(name, [])).toThrow(TypeError);
    expect(() => toPage({ sortBy: { field: name, direction: 'asc' } })).toThrow(TypeError);
  });

  it('refuses a list where one value is needed', () => {
    expect(() => toCondition('user', [{ field: 'age', test: 'eq', value: [1] }])).toThrow(
      'Only `in` and `not-in`',
    );
  });
});
