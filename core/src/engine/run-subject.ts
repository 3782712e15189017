import type { Clock } from '../clock.ts';
import { targetingKeyAttribute } from '../context.ts';
import type { OperatorSubject, StrategySubject } from '../plugin/subject.ts';
import { readAttribute, toAttributePath } from './attribute-path.ts';
import type { AttributePath } from './attribute-path.ts';
import { bucketOf, startBucket } from './bucket.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import type { HashStart } from './murmur3.ts';
import type { Run } from './run.ts';

const noSegments: ReadonlyMap<string, CompiledSegment> = new Map();

/** The subject of the evaluation under way, as one operator sees it. */
export class RunOperatorSubject implements OperatorSubject {
  readonly #run: Run;
  readonly #segments: ReadonlyMap<string, CompiledSegment>;

  constructor(run: Run, segments: ReadonlyMap<string, CompiledSegment> = noSegments) {
    this.#run = run;
    this.#segments = segments;
  }

  get clock(): Clock {
    return this.#run.clock;
  }

  attribute(path: string): unknown {
    return readAttribute(this.#run.context, toAttributePath(path));
  }

  inSegment(key: string): boolean {
    return this.#segments.get(key)?.contains() === true;
  }
}

/** The subject of the evaluation under way, as the strategies of one setting see it. */
export class RunStrategySubject implements StrategySubject {
  readonly #run: Run;
  readonly #salt: string;
  readonly #starts = new Map<string, HashStart>();
  readonly #paths = new Map<string, AttributePath>();

  constructor(run: Run, salt: string) {
    this.#run = run;
    this.#salt = salt;
  }

  get clock(): Clock {
    return this.#run.clock;
  }

  attribute(path: string): unknown {
    return readAttribute(this.#run.context, this.#pathOf(path));
  }

  bucket(purpose: string, by: string = targetingKeyAttribute): number | undefined {
    const unit = toUnit(this.attribute(by));
    const bucket = unit === undefined ? undefined : bucketOf(this.#startOf(purpose), unit);
    if (bucket === undefined) this.#run.missingUnit = by;
    if (this.#run.asked !== undefined) this.#run.asked.push({ purpose, by, bucket });
    return bucket;
  }

  #startOf(purpose: string): HashStart {
    let start = this.#starts.get(purpose);
    if (start === undefined) this.#starts.set(purpose, (start = startBucket(this.#salt, purpose)));
    return start;
  }

  #pathOf(name: string): AttributePath {
    let path = this.#paths.get(name);
    if (path === undefined) this.#paths.set(name, (path = toAttributePath(name)));
    return path;
  }
}

function toUnit(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
