import { attributeTypeBit, attributeTypeMask, createSubject } from '@hoist/core';
import type { AttributeType, BoundOperator, Context, Json, Operator } from '@hoist/core';
import { fail, tryTo } from './property.ts';
import type { Example } from './property.ts';
import { isThenable, show } from './show.ts';

/** What an operator is asked. */
interface Question {
  readonly actual?: Json;
  readonly context?: Context;
  readonly now?: number;
  readonly segments?: readonly string[];
}

/** Whether a condition would ask the operator about such a value at all. */
export function accepts(operator: Operator, actual: Json | undefined): boolean {
  const accepted = attributeTypeMask(operator.accepts);
  return accepted === 0 || (accepted & attributeTypeBit(actual)) !== 0;
}

/** The type of an attribute's value, as `accepts` lists it. */
export function typeOf(actual: Json | undefined): AttributeType | undefined {
  const types: readonly AttributeType[] = ['missing', 'string', 'number', 'boolean', 'list', 'object'];
  return types.find((type) => attributeTypeMask([type]) === attributeTypeBit(actual));
}

/** As a condition asks: an operator never sees a value of a type that it does not accept. Throws what is no answer. */
export function askBoundOperator(
  operator: Operator,
  bound: BoundOperator,
  question: Question,
  example: Example,
): boolean | undefined {
  const { actual, context = {}, now = 0, segments = [] } = question;
  if (!accepts(operator, actual)) return undefined;
  const subject = createSubject({ context, now, segments, regions: bound.regions });
  const advice = 'It must answer undefined for what it cannot compare, or the schema refuse the operand.';
  const answer: unknown = tryTo(
    'matches',
    () => bound.matches(actual ?? undefined, subject),
    example,
    advice,
  );
  if (answer === undefined || typeof answer === 'boolean') return answer;
  const told = `matches answered ${show(answer)}, and must answer true, false or undefined`;
  return fail(isThenable(answer) ? `${told} at once. Take 'async' away.` : `${told}.`, example);
}
