import { attributeTypeBit, attributeTypeMask, createSubject, isWithin } from '@hoist/core';
import type { BoundOperator, Extent, Json, Operator, OperatorVector } from '@hoist/core';
import { checkAnnounced } from './check-announced.ts';
import { deepFreeze, demand, tryTo } from './property.ts';
import type { PluginProperty } from './property.ts';
import { createRandom, randomContext, randomJson } from './random-json.ts';

const tries = 500;
const nameOf = (_kind: 'segment' | 'variant', key: string) => key;

/** What every operator promises. */
export function operatorProperties(operator: Operator): PluginProperty[] {
  return [
    { title: 'says what it is, and shows it by examples', check: () => checkDocumented(operator) },
    { title: 'gives the answer of each of its vectors', check: () => checkVectors(operator) },
    { title: 'takes or refuses any operand without throwing', check: () => checkOperands(operator) },
    {
      title: 'answers any attribute the same way twice, and never throws',
      check: () => checkAnswers(operator),
    },
    { title: 'matches exactly what its extent says', check: () => checkExtents(operator) },
    { title: 'changes its answer only at instants it announced', check: () => checkChanges(operator) },
  ];
}

function checkDocumented(operator: Operator): void {
  const { name, title, negatedTitle, description, group, vectors } = operator;
  demand(
    [name, title, negatedTitle, description, group].every(Boolean),
    'A name or text is empty.',
    operator,
  );
  demand(
    new Set(vectors.map(({ matches }) => matches)).size === 2,
    'Vectors must show a match and a mismatch.',
    name,
  );
  tryTo(() => JSON.stringify(operator.jsonSchema), name);
  for (const [bound, operand] of boundVectors(operator)) {
    for (const negate of [false, true]) {
      demand(bound.describe({ negate, nameOf }).length > 0, 'It has no words for an operand.', operand);
    }
  }
}

function checkVectors(operator: Operator): void {
  for (const vector of operator.vectors) {
    const result = operator.bind(vector.operand);
    const answer = result.ok && askVector(operator, result.bound, vector);
    demand((answer ?? false) === vector.matches, 'A vector has another answer.', {
      operator: operator.name,
      ...vector,
    });
  }
}

function checkOperands(operator: Operator): void {
  const random = createRandom(1);
  for (let count = 0; count < tries; count++) {
    const operand = deepFreeze(randomJson(random));
    const result = tryTo(() => operator.bind(operand), { operand });
    if (result.ok) askAnything(operator, [result.bound, operand], count);
    else demand(result.issues.length > 0, 'It refused an operand without a reason.', { operand });
  }
}

function checkAnswers(operator: Operator): void {
  for (const bound of boundVectors(operator)) {
    for (let count = 0; count < tries; count++) askAnything(operator, bound, count);
  }
}

/** An extent of values is looked at instead of asking, and the analysis trusts any: what it says and does must be one. */
function checkExtents(operator: Operator): void {
  for (const [bound, operand] of boundVectors(operator)) {
    const { extent } = bound;
    if (!extent || ('axis' in extent && extent.axis !== undefined)) continue;
    const random = createRandom(3);
    const others = Array.from({ length: tries }, () => randomJson(random));
    const vectors = operator.vectors.flatMap(({ actual }) => (actual === undefined ? [] : [actual]));
    for (const actual of [...edgesOf(extent), ...vectors, ...others]) {
      const example = { operator: operator.name, operand, actual };
      const matches = askVector(operator, bound, { actual, matches: true }) === true;
      const isIn = isWithin({ values: new Set([actual]) }, extent);
      demand(matches === isIn, 'Its extent says something else.', example);
    }
  }
}

function edgesOf(extent: Extent): Json[] {
  if ('values' in extent) return [...extent.values] as Json[];
  const ends = [extent.from, extent.to].filter((end) => end !== undefined);
  return ends.flatMap((end) => [end - 1, end - 1e-9, end, end + 1e-9, end + 1]);
}

function askAnything(operator: Operator, [bound, operand]: BoundOperand, seed: number): void {
  const random = createRandom(seed);
  const actual = deepFreeze(randomJson(random)) ?? undefined;
  const accepted = attributeTypeMask(operator.accepts);
  if (accepted !== 0 && (accepted & attributeTypeBit(actual)) === 0) return;
  const context = deepFreeze(randomContext(random));
  const example = { operator: operator.name, operand, actual, context };
  const { regions } = bound;
  const ask = () =>
    tryTo(() => bound.matches(actual, createSubject({ context, now: seed, regions })), example);
  const answer = ask();
  demand(answer === ask(), 'It gave two answers to one question.', example);
  demand(answer === undefined || typeof answer === 'boolean', 'An answer is yes, no or undefined.', example);
}

function checkChanges(operator: Operator): void {
  for (const vector of operator.vectors) {
    const result = operator.bind(vector.operand);
    if (!result.ok) continue;
    const { bound } = result;
    checkAnnounced({
      ask: (now) => askVector(operator, bound, { ...vector, now }),
      nextChange: (now) => bound.nextChange({ now, growth: now }),
      origin: vector.now ?? 0,
      example: vector,
    });
  }
}

/** As a condition asks: an operator never sees a value of a type that it does not accept. */
function askVector(
  operator: Operator,
  bound: BoundOperator,
  { actual, now = 0, segments = [] }: OperatorVector,
): boolean | undefined {
  const accepted = attributeTypeMask(operator.accepts);
  if (accepted !== 0 && (accepted & attributeTypeBit(actual)) === 0) return undefined;
  const { regions } = bound;
  return bound.matches(actual ?? undefined, createSubject({ context: {}, now, segments, regions }));
}

type BoundOperand = readonly [bound: BoundOperator, operand: Json | undefined];

function boundVectors(operator: Operator): BoundOperand[] {
  return operator.vectors.map(({ operand }) => {
    const result = operator.bind(operand);
    if (!result.ok) throw new Error(`It refuses the operand of its own vector: ${JSON.stringify(operand)}`);
    return [result.bound, operand];
  });
}
