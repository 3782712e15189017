import { createSubject } from '@hoist/core';
import type { Json, Strategy } from '@hoist/core';
import { assign, bindParams } from './bound-vector.ts';
import { fail } from './property.ts';
import { show } from './show.ts';

/** The parameters with which a strategy gives one variant to a percentage (0 to 100) of the people. */
export interface Growth {
  readonly variant: string;
  params(percent: number): Json;
}

const people = 20_000;
const percents = [0, 0.001, 1, 5, 25, 50, 75, 99.999, 100];

/** Raises a percentage step by step: who had the variant keeps it, and at 100 % everybody has it. */
export function checkGrowth(strategy: Strategy, growth: Growth): void {
  const steps = percents.map((percent) => {
    const bound = bindParams(strategy, `For ${percent} % growth gives params that`, growth.params(percent));
    return { percent, bound };
  });
  const variant = show(growth.variant);
  for (let person = 0; person < people; person++) {
    const context = { targetingKey: `user-${person}` };
    const subject = createSubject({ context, salt: 'growing1' });
    let had: number | undefined;
    for (const { percent, bound } of steps) {
      const has = assign(bound, subject, { percent, context }) === growth.variant;
      if (!has && had !== undefined) {
        fail(
          `Raising a percentage moved somebody out: '${context.targetingKey}' had ${variant} at ${had} % and not at ${percent} %. Hold one bucket, of one purpose, against the percentage.`,
        );
      }
      if (has) had = percent;
    }
    if (had === undefined)
      fail(`'${context.targetingKey}' has ${variant} not even at 100 %. Correct assign, or growth.`);
  }
}
