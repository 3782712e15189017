import type { OperatorSubject, StrategySubject } from '../../plugin/subject.ts';
import { targetingKeyAttribute } from '../../model/context.ts';
import type { Context } from '../../model/context.ts';
import { readAttribute, toAttributePath, tryTargetingKey } from '../nodes/attribute-path.ts';
import type { AttributePath } from '../nodes/attribute-path.ts';
import { bucketOf, startBucket } from '../../bucketing/bucket.ts';
import type { RegionSet } from '../../model/regions/region-set.ts';
import { isLongerThan } from '../../model/is-longer.ts';
import { limits } from '../../model/limits.ts';
import type { Clock } from '../../time/clock.ts';
import type { HashStart } from '../../bucketing/murmur3.ts';

/** A bucket that a strategy asked for. */
export interface AskedBucket {
  readonly purpose: string;
  /** The attribute that is the unit. */
  readonly by: string;
  /** Undefined when the subject has no such attribute. */
  readonly bucket: number | undefined;
}

/** What subjects read of the evaluation under way, and leave in it. */
interface EvaluationUnderWay {
  readonly context: Context;
  readonly clock: Clock;
  missingUnit: string | undefined;
  readonly asked: AskedBucket[] | undefined;
}

/** A segment that may be asked about the evaluation under way. */
interface Audience {
  contains(): boolean;
}

const noSegments: ReadonlyMap<string, Audience> = new Map();

/** The subject of the evaluation under way, as one operator sees it. */
export class RunOperatorSubject implements OperatorSubject {
  readonly #run: EvaluationUnderWay;
  readonly #segments: ReadonlyMap<string, Audience>;
  readonly #regions: RegionSet | undefined;

  constructor(
    run: EvaluationUnderWay,
    segments: ReadonlyMap<string, Audience> = noSegments,
    regions: RegionSet | undefined = undefined,
  ) {
    this.#run = run;
    this.#segments = segments;
    this.#regions = regions;
  }

  get now(): number {
    return this.#run.clock.now;
  }

  attribute(path: string): unknown {
    return readAttribute(this.#run.context, toAttributePath(path));
  }

  inSegment(key: string): boolean {
    return this.#segments.get(key)?.contains() === true;
  }

  inRegions(value: unknown): boolean | undefined {
    const outcome = this.#regions?.check(value) ?? 'unknown';
    return outcome === 'unknown' ? undefined : outcome === 'listed';
  }
}

/** The audiences that a strategy's parameters name. */
export interface Audiences {
  readonly segments: ReadonlyMap<string, Audience>;
  readonly regions: ReadonlyMap<string, RegionSet>;
  /** The attribute that says where a person is. */
  readonly regionPath: AttributePath;
}

const nobody: Audiences = {
  segments: noSegments,
  regions: new Map(),
  regionPath: toAttributePath(targetingKeyAttribute),
};

/** The subject of the evaluation under way, as the strategies of one setting see it. */
export class RunStrategySubject implements StrategySubject {
  readonly #run: EvaluationUnderWay;
  readonly #salt: string;
  readonly #audiences: Audiences;
  #starts: Map<string, HashStart> | undefined = undefined;
  #lastPurpose = '';
  #lastStart: HashStart | undefined = undefined;

  constructor(run: EvaluationUnderWay, salt: string, audiences: Audiences = nobody) {
    this.#run = run;
    this.#salt = salt;
    this.#audiences = audiences;
  }

  get now(): number {
    return this.#run.clock.rolloutNow;
  }

  attribute(path: string): unknown {
    return readAttribute(this.#run.context, toAttributePath(path));
  }

  bucket(purpose: string, by?: string): number | undefined {
    const run = this.#run;
    const unit = toUnit(
      by === undefined ? tryTargetingKey(run.context) : readAttribute(run.context, toAttributePath(by)),
    );
    const bucket = unit === undefined ? undefined : bucketOf(this.#startOf(purpose), unit);
    if (bucket === undefined) run.missingUnit = by ?? targetingKeyAttribute;
    if (run.asked !== undefined) run.asked.push({ purpose, by: by ?? targetingKeyAttribute, bucket });
    return bucket;
  }

  inSegment(key: string): boolean {
    return this.#audiences.segments.get(key)?.contains() === true;
  }

  inRegion(region: string): boolean {
    const { regions, regionPath } = this.#audiences;
    return regions.get(region)?.check(readAttribute(this.#run.context, regionPath)) === 'listed';
  }

  /** Nearly every setting has one purpose: comparing it beats looking it up. */
  #startOf(purpose: string): HashStart {
    if (this.#lastStart !== undefined && this.#lastPurpose === purpose) return this.#lastStart;
    const start = this.#starts?.get(purpose) ?? startBucket(this.#salt, purpose);
    if (this.#lastStart !== undefined) (this.#starts ??= new Map()).set(this.#lastPurpose, this.#lastStart);
    this.#lastPurpose = purpose;
    this.#lastStart = start;
    return start;
  }
}

/** Nobody has a longer one than a targeting key may be: hashing a megabyte would take milliseconds. */
function toUnit(value: unknown): string | undefined {
  if (typeof value === 'string')
    return value === '' || isLongerThan(value, limits.targetingKey) ? undefined : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
