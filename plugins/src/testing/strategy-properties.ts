import { bucketCount, canonicalize, createSubject } from '@hoist/core';
import type { BoundStrategy, Json, Share, Strategy, StrategyVector } from '@hoist/core';
import { checkAnnounced } from './check-announced.ts';
import { deepFreeze, demand, tryTo } from './property.ts';
import type { PluginProperty } from './property.ts';
import { createRandom, randomContext, randomJson } from './random-json.ts';

/** How a strategy that grows one variant is told to give it to a percentage (0 to 100) of the people. */
export interface Growth {
  readonly variant: string;
  params(percent: number): Json;
}

const tries = 300;
const people = 20_000;
const salts = ['salt0001', 'Zq8w2k', 'another1'];
const nameOf = (_kind: 'segment' | 'variant', key: string) => key;

/** What every strategy promises; with `growth`, that raising a percentage moves nobody out. */
export function strategyProperties(strategy: Strategy, growth?: Growth): PluginProperty[] {
  const properties: PluginProperty[] = [
    { title: 'says what it is, and shows it by examples', check: () => checkDocumented(strategy) },
    { title: 'gives the answer of each of its vectors', check: () => checkVectors(strategy) },
    { title: 'takes or refuses any parameters without throwing', check: () => checkParams(strategy) },
    {
      title: 'gives anybody the same announced version twice, and never throws',
      check: () => checkAnswers(strategy),
    },
    { title: 'gives each version the share it says', check: () => checkShares(strategy) },
    { title: 'changes its answer only at instants it announced', check: () => checkChanges(strategy) },
    {
      title: 'publishes what it takes itself, and the same again as the same',
      check: () => checkPublish(strategy),
    },
  ];
  if (!growth) return properties;
  const title = 'moves nobody out when a percentage is raised, and back in the same order';
  return [...properties, { title, check: () => checkGrowth(strategy, growth) }];
}

function checkDocumented(strategy: Strategy): void {
  const { name, title, description, vectors } = strategy;
  demand([name, title, description].every(Boolean), 'A name or text is empty.', strategy);
  demand(vectors.length > 0, 'It has no vectors.', name);
  tryTo(() => JSON.stringify(strategy.jsonSchema), name);
  for (const { bound } of boundVectors(strategy)) tryTo(() => bound.describe(nameOf), name);
}

function checkVectors(strategy: Strategy): void {
  for (const { bound, vector } of boundVectors(strategy)) {
    const variant = bound.assign(createSubject(vector));
    demand((variant ?? null) === vector.variant, 'A vector has another answer.', { got: variant, ...vector });
  }
}

function checkParams(strategy: Strategy): void {
  const random = createRandom(2);
  for (let count = 0; count < tries; count++) {
    const params = deepFreeze(randomJson(random, 4));
    const result = tryTo(() => strategy.bind(params), { params });
    tryTo(() => strategy.schedule(params, { now: count, enabled: true, previous: undefined }), { params });
    if (result.ok) askAnything(result.bound, params, count);
    else demand(result.issues.length > 0, 'It refused parameters without a reason.', { params });
  }
}

function checkAnswers(strategy: Strategy): void {
  for (const { bound, vector } of boundVectors(strategy)) {
    for (let count = 0; count < tries; count++) askAnything(bound, vector.params, count);
  }
}

function askAnything(bound: BoundStrategy, params: Json, seed: number): void {
  const context = deepFreeze(randomContext(createRandom(seed)));
  const example = { params, context };
  const ask = () =>
    tryTo(() => bound.assign(createSubject({ context, salt: 'anything', now: seed })), example);
  const variant = ask();
  demand(variant === ask(), 'It gave one person two versions.', example);
  demand(
    variant === undefined || bound.variants.includes(variant),
    'It gave a version it had not announced.',
    {
      variant,
      ...example,
    },
  );
}

function checkShares(strategy: Strategy): void {
  for (const { bound, vector } of boundVectors(strategy)) {
    const shares = bound.shares ?? sharesOfProgress({ bound, vector });
    if (!shares || vector.variant === null) continue;
    const sum = bound.shares?.reduce((total, { share }) => total + share, 0) ?? bucketCount;
    demand(sum === bucketCount, `Shares must add up to ${bucketCount}.`, bound.shares);
    for (const salt of salts) {
      const counts = new Map<string | undefined, number>();
      for (let person = 0; person < people; person++) {
        const variant = assignPerson({ bound, vector }, salt, person);
        counts.set(variant, (counts.get(variant) ?? 0) + 1);
      }
      for (const { variant, share } of shares) {
        const wanted = (share / bucketCount) * people;
        // Five standard deviations of a fair draw.
        const tolerance = 5 * Math.sqrt(wanted * (1 - share / bucketCount)) + 1e-9;
        const got = counts.get(variant) ?? 0;
        demand(Math.abs(got - wanted) <= tolerance, 'A share is off.', { variant, share, got, wanted, salt });
      }
    }
  }
}

/** One that grows says its share at each instant. */
function sharesOfProgress({ bound, vector: { now = 0 } }: BoundVector): readonly Share[] | undefined {
  const progress = bound.progress({ now, growth: now });
  return progress && [{ variant: progress.variant, share: progress.share }];
}

function checkChanges(strategy: Strategy): void {
  for (const { bound, vector } of boundVectors(strategy)) {
    const { now: origin = 0 } = vector;
    const ask = (now: number) => bound.assign(createSubject({ ...vector, now }));
    checkAnnounced({
      ask,
      nextChange: (now) => bound.nextChange({ now, growth: now }),
      origin,
      example: vector,
    });
  }
}

function checkPublish(strategy: Strategy): void {
  const now = Date.UTC(2026, 2, 3);
  for (const { params } of strategy.vectors) {
    const publish = (raw: Json, at: number, before?: Json) => {
      const previous = before === undefined ? undefined : { params: before, enabled: true };
      return tryTo(() => strategy.schedule(deepFreeze(raw), { now: at, enabled: true, previous }), { raw });
    };
    const first = publish(params, now);
    demand(strategy.bind(first).ok, 'It refuses what it has published.', { params, first });
    const again = publish(first, now + 3_600_000, first);
    demand(isSame(first, again), 'Publishing it again unchanged is a change.', { first, again });
  }
}

function isSame(one: Json, other: Json): boolean {
  return canonicalize(one) === canonicalize(other);
}

function checkGrowth(strategy: Strategy, growth: Growth): void {
  const percents = [0, 0.001, 1, 5, 25, 50, 75, 99.999, 100];
  const steps = percents.map((percent) => {
    const params = growth.params(percent);
    const result = strategy.bind(params);
    if (!result.ok) throw new Error(`It refuses ${percent} %: ${JSON.stringify(result.issues)}`);
    return { percent, bound: result.bound };
  });
  for (let person = 0; person < people; person++) {
    const subject = createSubject({ context: { targetingKey: `user-${person}` }, salt: 'growing1' });
    let was = false;
    for (const { percent, bound } of steps) {
      const is = bound.assign(subject) === growth.variant;
      demand(is || !was, 'Raising a percentage moved somebody out.', { person, percent });
      was = is;
    }
    demand(was, 'Somebody has it not even at 100 %.', { person });
  }
}

function assignPerson({ bound, vector }: BoundVector, salt: string, person: number): string | undefined {
  // Whatever the unit is, each person has one of their own.
  const units = Object.keys(vector.context).map((attribute) => [attribute, `${attribute}-${person}`]);
  const context = { ...Object.fromEntries(units), targetingKey: `user-${person}` };
  return bound.assign(createSubject({ ...vector, context, salt }));
}

interface BoundVector {
  readonly bound: BoundStrategy;
  readonly vector: StrategyVector;
}

function boundVectors(strategy: Strategy): BoundVector[] {
  return strategy.vectors.map((vector) => {
    const result = strategy.bind(vector.params);
    if (!result.ok) {
      throw new Error(`It refuses the parameters of its own vector: ${JSON.stringify(vector)}`);
    }
    return { bound: result.bound, vector };
  });
}
