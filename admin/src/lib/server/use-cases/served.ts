import { canonicalize } from '@hoist/core';
import type { Ruleset, RulesetFlag, RulesetSegment, Setting } from '@hoist/core';
import { readRuleset, sha256 } from '@hoist/store';
import type { LogReader } from '@hoist/store';

/** What one environment serves now, by key. */
export interface Served {
  readonly ruleset: Ruleset;
  readonly flags: ReadonlyMap<string, RulesetFlag>;
  readonly segments: ReadonlyMap<string, RulesetSegment>;
}

const views = new WeakMap<object, Served>();

export function readServed(reader: LogReader): Served {
  const known = views.get(reader.state);
  if (known) return known;
  const ruleset = readRuleset(reader);
  const view: Served = {
    ruleset,
    flags: new Map(ruleset.flags.map((flag) => [flag.key, flag])),
    segments: new Map(ruleset.segments.map((segment) => [segment.key, segment])),
  };
  views.set(reader.state, view);
  return view;
}

/** The digest of a setting as written; one that was never made has a digest of its own. */
export function etagOfSetting(setting: Setting | null): string {
  return sha256(canonicalize(setting));
}
