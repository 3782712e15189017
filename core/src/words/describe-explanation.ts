import { targetingKeyAttribute } from '../model/context.ts';
import type {
  ExplainedCondition,
  ExplainedSegment,
  ExplainedServe,
  ExplainedStep,
  Explanation,
  StepOutcome,
} from '../engine/explain/explanation.ts';
import type { Resolution } from '../engine/evaluate/resolution.ts';
import { describeCondition } from './describe-condition.ts';
import { joinWords, wordsOfShare } from '../plugin/words.ts';
import type { Wording } from '../plugin/wording.ts';

/** One step of an evaluation in words, and what looked at more closely led to it. */
export interface StepWords {
  readonly outcome: StepOutcome;
  /** `In Staff`, `Not available where they are`. */
  readonly text: string;
  /** A line for each condition: `country is DE: the attribute is missing`. */
  readonly details: readonly string[];
}

/** `Gets On: drawn by percentage.`: what came out, and why, in one sentence. */
export function describeResolution(resolution: Resolution, { names }: Pick<Wording, 'names'>): string {
  const { variant, reason, rule, errorMessage } = resolution;
  const what = variant === undefined ? "the app's own default" : names('variant', variant);
  switch (reason) {
    case 'ERROR':
      return `Gets the app's own default: it failed. ${errorMessage ?? ''}`.trimEnd();
    case 'DISABLED':
      return `Gets ${what}: the flag is off for everybody, or for lack of another flag.`;
    case 'STATIC':
      return `Gets ${what}, as everybody does.`;
    case 'DEFAULT':
      return `Gets ${what}: no rule fits.`;
    case 'SPLIT':
      return `Gets ${what}: drawn by percentage.`;
    case 'TARGETING_MATCH':
      return rule === undefined ? `Gets ${what}: kept out.` : `Gets ${what}: a rule fits.`;
  }
}

/** Every step of an evaluation in words, in the order they are asked. */
export function describeExplanation({ steps }: Explanation, wording: Wording): StepWords[] {
  return steps.map((step) => ({
    outcome: step.outcome,
    text: describeStep(step, wording),
    details: detailsOf(step, wording),
  }));
}

function describeStep(step: ExplainedStep, wording: Wording): string {
  switch (step.step) {
    case 'not set up':
      return 'Nobody has chosen yet who gets it here';
    case 'enabled':
      return step.outcome === 'decided' ? 'The flag is off' : 'The flag is on';
    case 'readable':
      return 'The flag cannot be read here';
    case 'prerequisite':
      return describePrerequisite(step);
    case 'available in':
      return describeRegion(step);
    case 'never for':
      return describeNever(step, wording);
    case 'bucket-group':
      return describeShare(step);
    case 'rule':
      return `${step.name || 'A rule'}: ${fitWords(step)}${servedWords(step.serve, wording)}`;
    case 'everyone else':
      return `Everyone else${servedWords(step.serve, wording)}`;
  }
}

function fitWords({ matches, outcome }: Extract<ExplainedStep, { step: 'rule' }>): string {
  if (matches) return 'fits';
  // A rule that does not fit decides only where it could not be asked.
  return outcome === 'decided' ? 'a plugin failed' : 'does not fit';
}

function describePrerequisite(step: Extract<ExplainedStep, { step: 'prerequisite' }>): string {
  if (step.reason === 'ERROR') return `The flag ${step.flag} failed`;
  const served = step.served ?? 'no version';
  const wanted = joinWords(step.wanted, 'or');
  return step.wanted.includes(step.served ?? '')
    ? `The flag ${step.flag} serves ${served}, as it has to`
    : `The flag ${step.flag} serves ${served}, and it has to serve ${wanted}`;
}

function describeRegion({ region, available }: Extract<ExplainedStep, { step: 'available in' }>): string {
  const where = region === 'unknown' ? 'Where they are is not known' : 'Where they are is known';
  return `${where}: it is ${available ? '' : 'not '}available there`;
}

function describeNever(
  { segments, outcome }: Extract<ExplainedStep, { step: 'never for' }>,
  { names }: Wording,
): string {
  const found = segments.filter(({ contains }) => contains).map(({ segment }) => names('segment', segment));
  if (found.length > 0) return `In ${joinWords(found, 'and')}, who never get it`;
  return outcome === 'decided'
    ? 'Whether they never get it: a plugin failed'
    : 'In no segment that never gets it';
}

function describeShare({ bucketGroup, share }: Extract<ExplainedStep, { step: 'bucket-group' }>): string {
  if (share === 'unknown') return `Their share of the group ${bucketGroup} is not known`;
  return `${share === 'inside' ? 'In' : 'Outside'} this flag's share of the group ${bucketGroup}`;
}

function servedWords(serve: ExplainedServe | undefined, { names }: Wording): string {
  if (!serve) return '';
  if (serve.variant === undefined) return ', and no version could be chosen';
  const drawn = serve.buckets.flatMap(({ bucket, by }) => {
    if (bucket === undefined) return [];
    return [`drawn at ${wordsOfShare(bucket)} by ${by === targetingKeyAttribute ? 'ID' : by}`];
  });
  return [`, gets ${names('variant', serve.variant)}`, ...drawn].join(', ');
}

function detailsOf(step: ExplainedStep, wording: Wording): string[] {
  switch (step.step) {
    case 'readable':
      return [...step.problems];
    case 'never for':
      return step.segments.flatMap((segment) => segmentDetails(segment, wording));
    case 'rule':
      return [
        ...step.segments.flatMap((segment) => segmentDetails(segment, wording)),
        ...step.conditions.map((condition) => conditionDetail(condition, wording)),
      ];
    default:
      return [];
  }
}

const membership = {
  included: 'listed by ID',
  excluded: 'left out by ID',
  conditions: 'fits',
  none: 'does not fit',
} as const;

function segmentDetails({ segment, why, conditionGroups }: ExplainedSegment, wording: Wording): string[] {
  const listed = why === 'included' || why === 'excluded';
  const conditions = listed
    ? []
    : conditionGroups.flat().map((condition) => conditionDetail(condition, wording));
  return [`${wording.names('segment', segment)}: ${membership[why]}`, ...conditions];
}

const outcomes = {
  matched: 'fits',
  'not matched': 'does not fit',
  missing: 'the attribute is missing',
  'wrong type': 'the attribute is of another type',
  unreadable: 'the attribute cannot be compared',
  failed: 'its plugin failed',
} as const;

function conditionDetail({ condition, outcome }: ExplainedCondition, wording: Wording): string {
  return `${describeCondition(condition, wording)}: ${outcomes[outcome]}`;
}
