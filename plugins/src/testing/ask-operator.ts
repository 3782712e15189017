import { createSubject, strict } from '@hoist/core';
import type { Json, Operator } from '@hoist/core';

/** What an operator says of one value, at an instant. */
export function askOperator(
  operator: Operator,
  operand: Json | undefined,
  actual: Json | undefined,
  now?: number,
): boolean | undefined {
  const result = operator.bind(operand, strict);
  if (!result.ok)
    throw new Error(`Operator '${operator.name}' refuses the operand: ${JSON.stringify(result.issues)}`);
  const { regions } = result.bound;
  return result.bound.matches(
    actual,
    createSubject({ context: {}, regions, ...(now !== undefined && { now }) }),
  );
}

/** An operand in words, asked and negated. */
export function wordOperator(operator: Operator, operand: Json): string[] {
  const result = operator.bind(operand, strict);
  if (!result.ok)
    throw new Error(`Operator '${operator.name}' refuses the operand: ${JSON.stringify(result.issues)}`);
  const nameOf = (kind: 'segment' | 'variant', key: string) => `${kind} ${key}`;
  return [false, true].map((negate) => result.bound.describe({ negate, nameOf }));
}
