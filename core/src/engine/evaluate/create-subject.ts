import type { Context } from '../../model/context.ts';
import { EvaluationState } from './evaluation-state.ts';
import { RunOperatorSubject, RunStrategySubject } from './evaluation-subject.ts';
import { RegionTable } from '../nodes/region-table.ts';
import type { OperatorSubject, StrategySubject } from '../../plugin/subject.ts';

const table = new RegionTable();

/**
 * A subject of its own, outside any ruleset, for trying plugins and running their vectors: it reads and buckets exactly as
 * an evaluation does.
 */
export function createSubject(about: {
  readonly context: Context;
  /** Ms since epoch. */
  readonly now?: number;
  readonly salt?: string;
  readonly segments?: readonly string[];
  /** The regions that the operator named; those of an installation that has no groups of its own. */
  readonly regions?: readonly string[];
}): OperatorSubject & StrategySubject {
  const { context, now = 0, salt = '', segments = [], regions = [] } = about;
  const run = new EvaluationState();
  run.context = context;
  run.clock = { now, rolloutNow: now };
  const subject = new RunStrategySubject(run, salt);
  const asked = new RunOperatorSubject(run, undefined, table.find(regions).set);
  return {
    now,
    attribute: (path) => subject.attribute(path),
    bucket: (purpose, by) => subject.bucket(purpose, by),
    inSegment: (key) => segments.includes(key),
    inRegions: (value) => asked.inRegions(value),
    inRegion: (region) => table.find([region]).set?.check(subject.attribute(table.path.name)) === 'listed',
  };
}
