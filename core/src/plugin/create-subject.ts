import type { Context } from '../context.ts';
import { RunStrategySubject } from '../engine/run-subject.ts';
import { Run } from '../engine/run.ts';
import type { OperatorSubject, StrategySubject } from './subject.ts';

/**
 * A subject of its own, outside any ruleset, for trying plugins and running their vectors: it reads and buckets exactly as
 * an evaluation does. `clock.growth` equals `now`.
 */
export function createSubject(about: {
  readonly context: Context;
  /** Ms since epoch. */
  readonly now?: number;
  readonly salt?: string;
  readonly segments?: readonly string[];
}): OperatorSubject & StrategySubject {
  const { context, now = 0, salt = '', segments = [] } = about;
  const run = new Run();
  run.context = context;
  run.clock = { now, growth: now };
  const subject = new RunStrategySubject(run, salt);
  return {
    clock: run.clock,
    attribute: (path) => subject.attribute(path),
    bucket: (purpose, by) => subject.bucket(purpose, by),
    inSegment: (key) => segments.includes(key),
  };
}
