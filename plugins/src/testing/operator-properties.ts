import { strict } from '@hoist/core';
import type { BoundOperator, Operator, OperatorVector } from '@hoist/core';
import { accepts, askBoundOperator, typeOf } from './ask-bound-operator.ts';
import { checkAnnounced } from './check-announced.ts';
import { checkDocumented } from './check-documented.ts';
import { checkExtent } from './check-match-range.ts';
import { demandBound } from './demand-bound.ts';
import { deepFreeze, fail, tryTo } from './property.ts';
import type { Example, PluginProperty } from './property.ts';
import { createRandom, randomContext, randomJson } from './random-json.ts';
import { show, showInstant } from './show.ts';

const tries = 500;
const nameOf = (_kind: 'segment' | 'variant', key: string) => key;

/** What every operator promises. */
export function operatorProperties(operator: Operator): PluginProperty[] {
  return [
    { title: 'says what it is, and shows it by examples', check: () => checkShown(operator) },
    { title: 'gives the answer of each of its vectors', check: () => checkVectors(operator) },
    { title: 'takes or refuses any operand without throwing', check: () => checkOperands(operator) },
    {
      title: 'answers any attribute the same way twice, and never throws',
      check: () => checkAnswers(operator),
    },
    { title: 'matches exactly what its match range says', check: () => checkMatchRanges(operator) },
    { title: 'changes its answer only at instants it announced', check: () => checkChanges(operator) },
  ];
}

function checkShown(operator: Operator): void {
  const bound = bindVectors(operator);
  const { title, negatedTitle, description, group } = operator;
  checkDocumented(operator, { title, negatedTitle, description, group });
  for (const matches of [true, false]) {
    if (operator.vectors.some((vector) => vector.matches === matches)) continue;
    fail(`Its vectors show no ${matches ? 'match' : 'mismatch'}. Add one with matches: ${matches}.`);
  }
  for (const { bound: operand, example } of bound) {
    tryTo('warn', () => operand.warning, example);
    for (const negate of [false, true]) {
      const words: unknown = tryTo('describe', () => operand.describe({ negate, nameOf }), example);
      if (typeof words !== 'string' || words === '')
        fail(`describe gave ${show(words)}. It must give words for any operand.`, { ...example, negate });
    }
  }
}

function checkVectors(operator: Operator): void {
  for (const { bound, vector, example } of bindVectors(operator)) {
    const answer = askBoundOperator(operator, bound, vector, example);
    if ((answer ?? false) === vector.matches) continue;
    const told = accepts(operator, vector.actual)
      ? `matches answered ${show(answer)}`
      : `matches was not asked, because accepts lists no '${typeOf(vector.actual)}'`;
    const says = `Vector ${example.vector} says matches: ${vector.matches}`;
    fail(`${says}, and ${told}. Correct the vector, or the code.`, example);
  }
}

function checkOperands(operator: Operator): void {
  const random = createRandom(1);
  for (let count = 0; count < tries; count++) {
    const operand = deepFreeze(randomJson(random));
    const result = tryTo(
      'Its schema',
      () => operator.bind(operand, strict),
      { operand },
      'It must refuse instead.',
    );
    if (result.ok) askAnything(operator, result.bound, { operand }, count);
    else if (result.issues.length === 0) fail('It refused an operand without a reason.', { operand });
  }
}

function checkAnswers(operator: Operator): void {
  for (const { bound, vector } of bindVectors(operator)) {
    for (let count = 0; count < tries; count++) {
      askAnything(operator, bound, { operand: vector.operand }, count);
    }
  }
}

function askAnything(operator: Operator, bound: BoundOperator, operand: Example, seed: number): void {
  const random = createRandom(seed);
  const actual = deepFreeze(randomJson(random)) ?? undefined;
  if (!accepts(operator, actual)) return;
  const context = deepFreeze(randomContext(random));
  const example = { ...operand, actual, context };
  const ask = () => askBoundOperator(operator, bound, { actual, context, now: seed }, example);
  const [answer, again] = [ask(), ask()];
  if (answer === again) return;
  fail(
    `matches gave two answers to one question: ${show(answer)}, then ${show(again)}. It must remember nothing.`,
    example,
  );
}

function checkMatchRanges(operator: Operator): void {
  const seen = operator.vectors.flatMap(({ actual }) => (actual === undefined ? [] : [actual]));
  const random = createRandom(3);
  const others = Array.from({ length: tries }, () => randomJson(random));
  for (const { bound, vector } of bindVectors(operator)) {
    checkExtent(operator, bound, { operand: vector.operand }, [...seen, ...others]);
  }
}

function checkChanges(operator: Operator): void {
  for (const { bound, vector, example } of bindVectors(operator)) {
    checkAnnounced({
      ask: (now) => askBoundOperator(operator, bound, { ...vector, now }, example),
      nextChange: (now) => tryTo('nextChange', () => bound.nextChange(now), example),
      timed: bound.timed,
      origin: vector.now ?? 0,
      example,
    });
  }
}

interface BoundVector {
  readonly bound: BoundOperator;
  readonly vector: OperatorVector;
  readonly example: Example & { readonly vector: number };
}

function bindVectors(operator: Operator): BoundVector[] {
  return operator.vectors.map((vector, index) => {
    const { actual, operand, segments, now } = vector;
    const rest = { ...(segments && { segments }), ...(now !== undefined && { now: showInstant(now) }) };
    const example = { vector: index + 1, actual, operand, ...rest };
    const result = operator.bind(operand, strict);
    return {
      bound: demandBound(result, `Vector ${index + 1} has an operand that`, { operand }),
      vector,
      example,
    };
  });
}
