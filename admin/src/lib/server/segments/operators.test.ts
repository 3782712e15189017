import { expect, it } from 'vitest';
import { openFilledHoist } from '../testing.ts';
import { listOperators } from './operators.ts';

it('operators come by group, the common ones first, and say whether somebody without the attribute may match', async () => {
  const operators = listOperators(await openFilledHoist());
  expect(operators.slice(0, 3).map(({ name }) => name)).toEqual(['equals', 'in', 'exists']);
  const groups = operators.map(({ group }) => group);
  expect(groups.filter((group, at) => group !== groups[at - 1])).toEqual([...new Set(groups)]);
  expect(operators.filter(({ acceptsMissing }) => acceptsMissing).map(({ name }) => name)).toEqual([
    'exists',
  ]);
});
