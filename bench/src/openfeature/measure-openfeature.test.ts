import { expect, it } from 'vitest';
import { measureOpenFeature } from './measure-openfeature.ts';

it('measures our provider beside a constant one for every kind of flag, and stops by itself', async () => {
  const rows = await measureOpenFeature({ rounds: 2, slice: 2 });
  expect(rows.map(({ name }) => name)).toEqual(
    ['boolean', 'segment', 'rollout', 'multivariate'].flatMap((kind) => [
      `${kind}, constant provider`,
      `${kind}, hoist`,
      `${kind}, hoist's own share`,
    ]),
  );
  for (const { ratio, against, goal } of rows)
    expect([ratio === null, goal === null]).toEqual([against === null, against === null]);
});
