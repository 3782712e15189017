import { z } from 'zod';
import attributes from '../conformance/attributes.json' with { type: 'json' };
import conditions from '../conformance/conditions.json' with { type: 'json' };
import failures from '../conformance/failures.json' with { type: 'json' };
import longLists from '../conformance/long-lists.json' with { type: 'json' };
import operatorsClock from '../conformance/operators-clock.json' with { type: 'json' };
import operatorsDates from '../conformance/operators-dates.json' with { type: 'json' };
import operatorsLists from '../conformance/operators-lists.json' with { type: 'json' };
import operatorsNetworks from '../conformance/operators-networks.json' with { type: 'json' };
import operatorsNumbers from '../conformance/operators-numbers.json' with { type: 'json' };
import operatorsRegions from '../conformance/operators-regions.json' with { type: 'json' };
import operatorsTexts from '../conformance/operators-texts.json' with { type: 'json' };
import operatorsVersions from '../conformance/operators-versions.json' with { type: 'json' };
import prerequisites from '../conformance/prerequisites.json' with { type: 'json' };
import regions from '../conformance/regions.json' with { type: 'json' };
import segments from '../conformance/segments.json' with { type: 'json' };
import splits from '../conformance/splits.json' with { type: 'json' };
import steps from '../conformance/steps.json' with { type: 'json' };
import groups from '../conformance/strategies-groups.json' with { type: 'json' };
import off from '../conformance/strategies-off.json' with { type: 'json' };
import progressive from '../conformance/strategies-progressive.json' with { type: 'json' };
import rings from '../conformance/strategies-rings.json' with { type: 'json' };
import scheduled from '../conformance/strategies-scheduled.json' with { type: 'json' };
import unicode from '../conformance/unicode.json' with { type: 'json' };
import units from '../conformance/units.json' with { type: 'json' };
import values from '../conformance/values.json' with { type: 'json' };
import { canonicalize } from './log/canonical.ts';
import type { Clock } from './time/clock.ts';
import { jsonSchema } from './model/json-schema.ts';
import { isJsonObject } from './model/json.ts';
import type { Json, JsonObject } from './model/json.ts';
import type { ErrorCode, Reason, Resolution } from './engine/evaluate/resolution.ts';

const answerSchema = z.strictObject({
  /** Left out where there is none: the app's code default. */
  value: jsonSchema.optional(),
  variant: z.string().nullable(),
  reason: z.enum(['STATIC', 'DEFAULT', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'ERROR']),
  errorCode: z.enum(['FLAG_NOT_FOUND', 'PARSE_ERROR', 'TARGETING_KEY_MISSING', 'GENERAL']).optional(),
});

/** As it stands: a schema of records would lose an attribute named __proto__. */
const objectSchema = z.custom<JsonObject>(isJsonObject);

const fileSchema = z.strictObject({
  name: z.string().min(1),
  ruleset: objectSchema,
  cases: z.array(
    z.strictObject({
      name: z.string().min(1),
      flag: z.string().min(1),
      context: objectSchema,
      clock: z.strictObject({ now: z.number(), rolloutNow: z.number() }).optional(),
      expected: answerSchema,
    }),
  ),
});

/** What a host answers. `variant` null: none; `value` undefined: none. */
export interface ConformanceAnswer {
  readonly value?: Json | undefined;
  readonly variant: string | null;
  readonly reason: Reason;
  readonly errorCode?: ErrorCode | undefined;
}

/** One question with its answer, for every host that evaluates rulesets with the standard plugins. */
export interface ConformanceCase {
  /** Group and case: `splits: somebody inside`. */
  readonly name: string;
  /** As it is downloaded: to be parsed by the host. Cases of one group share the identical object. */
  readonly ruleset: JsonObject;
  readonly flag: string;
  readonly context: JsonObject;
  /** Undefined where time does not matter: a host that cannot set its clock runs these. */
  readonly clock: Clock | undefined;
  readonly expected: ConformanceAnswer;
}

/** A case that a host answers differently. */
export interface ConformanceFailure {
  readonly name: string;
  readonly expected: ConformanceAnswer;
  readonly answer: ConformanceAnswer;
}

const files = {
  attributes,
  conditions,
  failures,
  longLists,
  groups,
  off,
  'operators-clock': operatorsClock,
  'operators-dates': operatorsDates,
  'operators-lists': operatorsLists,
  'operators-networks': operatorsNetworks,
  'operators-numbers': operatorsNumbers,
  'operators-regions': operatorsRegions,
  'operators-texts': operatorsTexts,
  'operators-versions': operatorsVersions,
  prerequisites,
  progressive,
  regions,
  rings,
  scheduled,
  segments,
  splits,
  steps,
  unicode,
  units,
  values,
};

/** All cases, in the order of their files. */
export const conformanceCases: readonly ConformanceCase[] = Object.entries(files).flatMap(([group, file]) => {
  const { ruleset, cases } = fileSchema.parse(file);
  return cases.map(({ name, flag, context, clock, expected }) => ({
    name: `${group}: ${name}`,
    ruleset,
    flag,
    context,
    clock,
    expected,
  }));
});

/**
 * Cases that one running host can answer without being set up again: of one ruleset, and with one instant beyond which
 * its rollout clock does not go. A host that keeps its own time is set up so; `rolloutNow` undefined: it is in contact.
 */
export interface ConformanceRun {
  readonly ruleset: JsonObject;
  readonly rolloutNow: number | undefined;
  readonly cases: readonly ConformanceCase[];
}

/** Sorts cases by the host that they need; every case is in exactly one run. */
export function toConformanceRuns(
  cases: readonly ConformanceCase[] = conformanceCases,
): readonly ConformanceRun[] {
  const runs: { ruleset: JsonObject; rolloutNow: number | undefined; cases: ConformanceCase[] }[] = [];
  for (const question of cases) {
    const { ruleset, clock } = question;
    const rolloutNow = clock && clock.rolloutNow < clock.now ? clock.rolloutNow : undefined;
    const known = runs.find((run) => run.ruleset === ruleset && run.rolloutNow === rolloutNow);
    if (known) known.cases.push(question);
    else runs.push({ ruleset, rolloutNow, cases: [question] });
  }
  return runs;
}

/** Asks a host every case that it can answer, one after another; gives those it answered differently. */
export async function runConformance(
  ask: (question: ConformanceCase) => ConformanceAnswer | Promise<ConformanceAnswer>,
  cases: readonly ConformanceCase[] = conformanceCases,
): Promise<ConformanceFailure[]> {
  const failures: ConformanceFailure[] = [];
  for (const question of cases) {
    const answer = await ask(question);
    if (!isSame(answer, question.expected))
      failures.push({ name: question.name, expected: question.expected, answer });
  }
  return failures;
}

/** The engine's own resolution as an answer. */
export function toConformanceAnswer({ value, variant, reason, errorCode }: Resolution): ConformanceAnswer {
  return { value, variant: variant ?? null, reason, errorCode };
}

function isSame(one: ConformanceAnswer, other: ConformanceAnswer): boolean {
  return toText(one) === toText(other);
}

function toText({ value, variant, reason, errorCode }: ConformanceAnswer): string {
  return canonicalize({
    ...(value !== undefined && { value }),
    variant,
    reason,
    ...(errorCode !== undefined && { errorCode }),
  });
}
