import { forecastChangeInSlices, marginOf } from '@hoist/core/forecast';
import type { Forecast } from '@hoist/core/forecast';
import type { Context, RulesetSegment } from '@hoist/core';
import { createYield } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { nameOfSegment } from '../definitions/definitions.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { compileDraft, prepareDraft } from './compile-draft.ts';
import type { DraftTrial } from './compile-draft.ts';
import type { PlaceName } from './read-place.ts';

/** What a draft does to made-up people, against what the environment serves. */
export interface DraftForecast extends Pick<
  Forecast,
  'people' | 'gains' | 'loses' | 'switches' | 'keeps' | 'fails' | 'rebuckets'
> {
  /** The name of the segment that all of them are in; empty for people who have nothing but IDs. */
  readonly within: string;
  /** How far the largest share can be off, in percentage points. */
  readonly margin: number;
}

/**
 * Asks the environment with and without a draft about 10,000 made-up people, in slices: other requests are answered
 * meanwhile. With `segment`, all of them are in it. Throws UseCaseError 404 or 422.
 */
export async function forecastDraft(
  context: AdminContext,
  { segment, ...input }: PlaceName & { readonly setting: unknown; readonly segment: string },
): Promise<DraftForecast> {
  const yieldToEventLoop = createYield();
  const prepared = prepareDraft(context, input);
  const { definitions } = prepared.place;
  const trial = compileDraft(context, prepared);
  if (!trial) throw invalidField(['setting'], 'too-costly', prepared.prepared.problems[0]?.message ?? '');
  const given = segment === '' ? undefined : trial.after.segments.get(segment)?.source;
  if (segment !== '' && !definitions.segments.has(segment))
    throw invalidField(['segment'], 'segment-missing', 'This segment does not exist. Choose another one.');
  await yieldToEventLoop();
  const among = {
    ...trial,
    flag: input.flag,
    within: segment === '' ? '' : nameOfSegment(definitions, segment),
    ...(segment !== '' && { segment }),
    ...(given && { context: contextOf(given) }),
  };
  return forecastAmong(context, among, yieldToEventLoop);
}

/** Waits whenever the process was held up for too long. */
export type YieldToEventLoop = ReturnType<typeof createYield>;

/** Whom a forecast asks about. */
interface Among extends DraftTrial {
  readonly flag: string;
  /** What those people are called; empty for people who have nothing but IDs. */
  readonly within: string;
  /** The segment that all of them are in. */
  readonly segment?: string;
  /** What all of them have in common. */
  readonly context?: Context;
}

/** Asks about 10,000 made-up people, with a draft and without it. */
export async function forecastAmong(
  { now }: Pick<AdminContext, 'now'>,
  { within, segment, ...among }: Among,
  yieldToEventLoop: YieldToEventLoop,
): Promise<DraftForecast> {
  const clock = { now: now(), rolloutNow: now() };
  const forecast = await forecastChangeInSlices(
    { ...among, clock, ...(segment !== undefined && { segments: [segment] }) },
    yieldToEventLoop,
  );
  const { people, gains, loses, switches, keeps, fails, rebuckets } = forecast;
  const margin = Math.max(...[gains, loses, switches].map((count) => marginOf(count, people)));
  return { people, gains, loses, switches, keeps, fails, rebuckets, within, margin };
}

/** What is known for certain of whoever fits the only group of a segment: in Brazil, the country. */
function contextOf({ conditionGroups, included }: RulesetSegment): Context {
  const [group, ...others] = conditionGroups;
  if (!group || others.length > 0 || included.length > 0) return {};
  const known = group.conditions.flatMap(({ attribute, operator, operand, negate }) => {
    const isPlain = attribute !== undefined && attribute !== 'targetingKey' && !attribute.includes('.');
    return isPlain && operator === 'equals' && !negate ? [[attribute, operand] as const] : [];
  });
  return Object.fromEntries(known);
}
