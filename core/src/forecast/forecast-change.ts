import type { Clock } from '../time/clock.ts';
import { targetingKeyAttribute } from '../model/context.ts';
import type { Context } from '../model/context.ts';
import type { CompiledRuleset } from '../engine/compile/compile-ruleset.ts';
import { evaluate } from '../engine/evaluate/evaluate.ts';
import { finish, finishInSlices } from '../time/steps.ts';
import type { Steps, YieldToEventLoop } from '../time/steps.ts';
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
  /** Keys of segments that all of the people are in, whatever their conditions and lists say of the context. */
  readonly segments?: readonly string[];
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
  /** Who has it before and after, as the same variant. */
  readonly keeps: number;
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
  return finish(forecastSteps(input));
}

/** Makes the same forecast in slices, so that a host goes on answering meanwhile. */
export function forecastChangeInSlices(
  input: ForecastInput,
  yieldToEventLoop: YieldToEventLoop,
): Promise<Forecast> {
  return finishInSlices(forecastSteps(input), yieldToEventLoop);
}

/** How many people are asked about between two looks at the time. */
const peopleAStep = 8;

function* forecastSteps(input: ForecastInput): Steps<Forecast> {
  const ask = createAsking(input);
  const units = [targetingKeyAttribute];
  for (;;) {
    const found = yield* askEverybody(input, units, ask);
    if (typeof found !== 'string') return found;
    units.push(found);
  }
}

/** The forecast, or an attribute that somebody is drawn by and that the units lack. */
function* askEverybody(input: ForecastInput, units: readonly string[], ask: Ask): Steps<Forecast | string> {
  const { before, after, flag, context, people = forecastPeople } = input;
  const tally = new Tally();
  for (let index = 0; index < people; index++) {
    if (index % peopleAStep === 0) yield;
    const person = toPerson(index, units, context);
    const was = ask(before, person);
    const is = ask(after, person);
    const missing =
      (isUndrawn(was) && findUnit({ compiled: before, person, units, ask })) ||
      (isUndrawn(is) && findUnit({ compiled: after, person, units, ask }));
    if (missing) return missing;
    tally.add(was, is);
  }
  const flows = tally.listFlows();
  return { flag, people, ...tally.counts, rebuckets: countNeedless(flows), flows };
}

/** Counts people by what they had and what they have. */
class Tally {
  readonly counts = { gains: 0, loses: 0, switches: 0, keeps: 0, fails: 0 };
  readonly #flows = new Map<string, { -readonly [Part in keyof Flow]: Flow[Part] }>();

  add(was: Resolution, is: Resolution): void {
    if (is.reason === 'ERROR') this.counts.fails++;
    const has = hasIt(is);
    if (was.variant === is.variant) {
      if (has) this.counts.keeps++;
      return;
    }
    const had = hasIt(was);
    if (has && had) this.counts.switches++;
    else if (has) this.counts.gains++;
    else if (had) this.counts.loses++;
    const name = JSON.stringify([was.variant ?? null, is.variant ?? null]);
    const flow = this.#flows.get(name);
    if (flow) flow.people++;
    else this.#flows.set(name, { from: was.variant, to: is.variant, people: 1 });
  }

  /** The largest first. */
  listFlows(): Flow[] {
    return [...this.#flows.values()].sort((one, other) => other.people - one.people);
  }
}

type Ask = (compiled: CompiledRuleset, person: Context) => Resolution;

/** Makes the question of a forecast, with the segments that it takes as given. */
function createAsking({ flag, clock, segments = [] }: ForecastInput): Ask {
  const given = segments.length > 0 ? new Set(segments) : undefined;
  return (compiled, person) => {
    const { run } = compiled;
    const outer = run.given;
    run.given = given;
    try {
      return evaluate(compiled, flag, person, clock);
    } finally {
      run.given = outer;
    }
  };
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

/** Only some people come to a draw, as behind a prerequisite or in a share of a bucket group: every answer is looked at. */
function isUndrawn({ errorCode }: Resolution): boolean {
  return errorCode === 'TARGETING_KEY_MISSING';
}

interface Undrawn {
  readonly compiled: CompiledRuleset;
  readonly person: Context;
  readonly units: readonly string[];
  readonly ask: Ask;
}

/** An attribute that strategies or groups draw by and that a person lacks; undefined once they have enough of them. */
function findUnit({ compiled, person, units, ask }: Undrawn): string | undefined {
  if (units.length >= mostUnits) return undefined;
  const { run } = compiled;
  const outer = run.asked;
  const asked: AskedBucket[] = [];
  run.asked = asked;
  try {
    ask(compiled, person);
  } finally {
    run.asked = outer;
  }
  return asked.find(({ by, bucket }) => bucket === undefined && !units.includes(by))?.by;
}
