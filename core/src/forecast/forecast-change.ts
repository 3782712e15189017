import type { Clock } from '../time/clock.ts';
import { targetingKeyAttribute } from '../model/context.ts';
import type { Context } from '../model/context.ts';
import type { CompiledRuleset } from '../engine/compile/compile-ruleset.ts';
import { evaluate } from '../engine/evaluate/evaluate.ts';
import type { AskedBucket } from '../engine/evaluate/evaluation-subject.ts';
import type { Resolution } from '../engine/evaluate/resolution.ts';

/** How many simulated people a forecast evaluates by default. */
export const forecastPeople = 10_000;

/** What a forecast is made from: an environment with a change and without it. */
export interface ForecastInput {
  readonly before: CompiledRuleset;
  readonly after: CompiledRuleset;
  readonly flag: string;
  readonly clock: Clock;
  /** What all of the people have in common: a country, a plan. Without it they have nothing but IDs. */
  readonly context?: Context;
  readonly people?: number;
}

/** How many people go from one variant to another; undefined for no variant (the app's code default). */
export interface Flow {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly people: number;
}

/** What a change does to people who have nothing but IDs and the context given. Counts of people. */
export interface Forecast {
  readonly flag: string;
  readonly people: number;
  /** Who has it after and had it not before; of an on/off flag, who is on. */
  readonly gains: number;
  readonly loses: number;
  /** Who has it before and after, as another variant. */
  readonly switches: number;
  /** Who moves beyond what the change of the shares asks for: had people kept their places, they would have stayed. */
  readonly rebuckets: number;
  /** People whose evaluation fails after the change; they count as not having it. */
  readonly fails: number;
  /** Every move that somebody makes, the largest first. */
  readonly flows: readonly Flow[];
}

/**
 * Asks the engine about the same synthetic people with and without a change. Their IDs come from their numbers, so that the
 * same change always has the same forecast.
 */
export function forecastChange(input: ForecastInput): Forecast {
  const { before, after, flag, clock, people = forecastPeople } = input;
  const units = findUnits(input);
  const flows = new Map<string, { -readonly [Part in keyof Flow]: Flow[Part] }>();
  const counts = { gains: 0, loses: 0, switches: 0, fails: 0 };
  for (let index = 0; index < people; index++) {
    const person = toPerson(index, units, input.context);
    const was = evaluate(before, flag, person, clock);
    const is = evaluate(after, flag, person, clock);
    if (is.reason === 'ERROR') counts.fails++;
    if (was.variant === is.variant) continue;
    const [had, has] = [hasIt(was), hasIt(is)];
    if (has && had) counts.switches++;
    else if (has) counts.gains++;
    else if (had) counts.loses++;
    const name = JSON.stringify([was.variant ?? null, is.variant ?? null]);
    const flow = flows.get(name);
    if (flow) flow.people++;
    else flows.set(name, { from: was.variant, to: is.variant, people: 1 });
  }
  const moves = [...flows.values()].sort((one, other) => other.people - one.people);
  return { flag, people, ...counts, rebuckets: countNeedless(moves), flows: moves };
}

/** An on/off flag that is off is not had; of other flags, every variant is. */
function hasIt({ variant, value }: Resolution): boolean {
  return variant !== undefined && value !== false;
}

/** All moves, without those that any way to the new shares would have made. */
function countNeedless(flows: readonly Flow[]): number {
  const gained = new Map<string | undefined, number>();
  let moved = 0;
  for (const { from, to, people } of flows) {
    moved += people;
    gained.set(from, (gained.get(from) ?? 0) - people);
    gained.set(to, (gained.get(to) ?? 0) + people);
  }
  return [...gained.values()].reduce((rest, people) => rest - Math.max(0, people), moved);
}

function toPerson(index: number, units: readonly string[], context: Context = {}): Context {
  const person: Record<string, unknown> = { ...context };
  // The same text for each of them would give all of them one bucket.
  for (const unit of units) person[unit] = `${unit}-${index}`;
  return person;
}

const mostUnits = 8;

/**
 * The attributes that people are drawn by: the targeting key, and what strategies and groups ask for that it lacks. Only
 * some people come to a draw, as behind a prerequisite or in a share of a bucket group: all of them are asked.
 */
function findUnits(input: ForecastInput): string[] {
  const { before, after, flag, clock, people = forecastPeople } = input;
  const units = [targetingKeyAttribute];
  for (let index = 0; index < people && units.length < mostUnits; index++) {
    for (const compiled of [before, after]) {
      const person = toPerson(index, units, input.context);
      if (evaluate(compiled, flag, person, clock).errorCode !== 'TARGETING_KEY_MISSING') continue;
      const missing = askedBy(compiled, person, input).find(
        ({ by, bucket }) => bucket === undefined && !units.includes(by),
      );
      if (missing) units.push(missing.by);
    }
  }
  return units;
}

function askedBy(
  compiled: CompiledRuleset,
  person: Context,
  { flag, clock }: ForecastInput,
): readonly AskedBucket[] {
  const { run } = compiled;
  const outer = run.asked;
  const asked: AskedBucket[] = [];
  run.asked = asked;
  try {
    evaluate(compiled, flag, person, clock);
    return asked;
  } finally {
    run.asked = outer;
  }
}
