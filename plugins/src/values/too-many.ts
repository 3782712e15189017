import { limits } from '@hoist/core';

/** Says that an operand lists too many things, and what helps. */
export function tooMany(things: string): string {
  const most = limits.operandValues.toLocaleString('en');
  return `A list has at most ${most} ${things}. Spread it over several segments, or let your app send an attribute that says it.`;
}
