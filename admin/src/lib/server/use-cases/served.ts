import { canonicalize } from '@hoist/core';
import type {
  RegionsDefinition,
  Ruleset,
  RulesetFlag,
  RulesetGroup,
  RulesetSegment,
  Setting,
} from '@hoist/core';
import { readRuleset, sha256 } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import { readRegions } from './definitions.ts';

/** What one environment serves now, by key. */
export interface Served {
  readonly ruleset: Ruleset;
  readonly flags: ReadonlyMap<string, RulesetFlag>;
  readonly segments: ReadonlyMap<string, RulesetSegment>;
  readonly groups: ReadonlyMap<string, RulesetGroup>;
  /** Revision 0 where the environment serves none of its own. */
  readonly regions: RegionsDefinition;
}

const views = new WeakMap<object, Served>();
/** What was read last from a log: only what changed since is read again. */
const latest = new WeakMap<LogReader, Served>();

export function readServed(reader: LogReader): Served {
  const known = views.get(reader.state);
  if (known) return known;
  const ruleset = readRuleset(reader, latest.get(reader)?.ruleset);
  const view: Served = {
    ruleset,
    flags: new Map(ruleset.flags.map((flag) => [flag.key, flag])),
    segments: new Map(ruleset.segments.map((segment) => [segment.key, segment])),
    groups: new Map((ruleset.groups ?? []).map((group) => [group.key, group])),
    regions: readRegions(reader),
  };
  views.set(reader.state, view);
  latest.set(reader, view);
  return view;
}

/** The digest of a setting as written; one that was never made has a digest of its own. */
export function etagOfSetting(setting: Setting | null): string {
  return sha256(canonicalize(setting));
}
