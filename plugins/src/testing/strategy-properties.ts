import { canonicalize, createSubject, strict } from '@hoist/core';
import type { BoundStrategy, Json, Strategy } from '@hoist/core';
import { askOthers, assign, bindVectors } from './bound-vector.ts';
import { checkAnnounced } from './check-announced.ts';
import { checkDocumented } from './check-documented.ts';
import { checkGrowth } from './check-growth.ts';
import type { Growth } from './check-growth.ts';
import { checkShares } from './check-shares.ts';
import { demandBound } from './demand-bound.ts';
import { deepFreeze, fail, tryTo } from './property.ts';
import type { PluginProperty } from './property.ts';
import { createRandom, randomContext, randomJson } from './random-json.ts';
import { show } from './show.ts';
import { withoutReadOnly } from './without-read-only.ts';

const tries = 300;
const nameOf = (_kind: 'segment' | 'variant', key: string) => key;

/** What every strategy promises; with `growth`, that raising a percentage moves nobody out. */
export function strategyProperties(strategy: Strategy, growth?: Growth): PluginProperty[] {
  const properties: PluginProperty[] = [
    { title: 'says what it is, and shows it by examples', check: () => checkShown(strategy) },
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

function checkShown(strategy: Strategy): void {
  const vectors = bindVectors(strategy);
  const { title, description } = strategy;
  checkDocumented(strategy, { title, description });
  if (vectors.length === 0) fail('It has no vectors. Add an example with its answer.');
  for (const { bound, example } of vectors) tryTo('describe', () => bound.describe(nameOf), example);
}

function checkVectors(strategy: Strategy): void {
  for (const each of bindVectors(strategy)) {
    const { bound, vector, example } = each;
    const variant = assign(bound, createSubject(vector), example);
    if (variant === vector.variant) continue;
    const says = `Vector ${example.vector} ${'variant' in vector ? `says variant: ${show(vector.variant)}` : 'has no variant'}`;
    const gave = variant === undefined ? 'undefined (no variant in a vector)' : show(variant);
    fail(`${says}, and assign gave ${gave}. Correct the vector, or the code.`, example);
  }
}

function checkParams(strategy: Strategy): void {
  const random = createRandom(2);
  for (let count = 0; count < tries; count++) {
    const params = deepFreeze(randomJson(random, 4));
    const result = tryTo(
      'Its schema',
      () => strategy.bind(params, strict),
      { params },
      'It must refuse instead.',
    );
    const moment = { now: count, enabled: true, previous: undefined };
    tryTo('schedule', () => strategy.schedule(params, moment, strict), { params });
    if (result.ok) askAnything(result.bound, params, count);
    else if (result.issues.length === 0) fail('It refused parameters without a reason.', { params });
  }
}

function checkAnswers(strategy: Strategy): void {
  for (const { bound, vector } of bindVectors(strategy)) {
    for (let count = 0; count < tries; count++) askAnything(bound, vector.params, count);
  }
}

function askAnything(bound: BoundStrategy, params: Json, seed: number): void {
  const context = deepFreeze(randomContext(createRandom(seed)));
  const example = { params, context };
  const ask = () => assign(bound, createSubject({ context, salt: 'anything', now: seed }), example);
  const [variant, again] = [ask(), ask()];
  if (variant !== again) {
    const both = `${show(variant)}, then ${show(again)}`;
    fail(`assign gave one person two versions: ${both}. It must remember nothing.`, example);
  }
  if (variant === undefined || bound.variants.includes(variant)) return;
  fail(`assign gave ${show(variant)}, which variants does not list. Add it there.`, {
    variants: bound.variants,
    ...example,
  });
}

function checkChanges(strategy: Strategy): void {
  for (const { bound, vector, example } of bindVectors(strategy).flatMap(askOthers)) {
    checkAnnounced({
      ask: (now) => assign(bound, createSubject({ ...vector, now }), example),
      nextChange: (now) => tryTo('nextChange', () => bound.nextChange(now), example),
      timed: bound.timed,
      origin: vector.now ?? 0,
      example,
    });
  }
}

function checkPublish(strategy: Strategy): void {
  const now = Date.UTC(2026, 2, 3);
  for (const { params } of strategy.vectors) {
    const publish = (raw: Json, at: number, before?: Json) => {
      const previous = before === undefined ? undefined : { params: before, enabled: true };
      const moment = { now: at, enabled: true, previous };
      return tryTo('schedule', () => strategy.schedule(deepFreeze(raw), moment, strict), { params: raw });
    };
    const first = publish(params, now);
    if (canonicalize(publish(withoutReadOnly(params, strategy.jsonSchema), now)) !== canonicalize(first))
      fail(
        'schedule gave something else when what is readOnly was left out. Make it of the moment, not of what was sent.',
        { params, gave: first },
      );
    demandBound(strategy.bind(first, strict), 'schedule gives params that', { params, gave: first });
    const again = publish(first, now + 3_600_000, first);
    if (canonicalize(first) === canonicalize(again)) continue;
    fail('schedule gave something else when the same was published again. Keep the steps of previous.', {
      first,
      again,
    });
  }
}
