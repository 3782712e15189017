import { canonicalize } from '@hoist/core';
import type {
  LogState,
  RegionsDefinition,
  Ruleset,
  RulesetFlag,
  RulesetBucketGroup,
  RulesetSegment,
  Setting,
} from '@hoist/core';
import { readRuleset, readRulesetInSlices, sha256 } from '@hoist/store';
import type { LogReader, LogView } from '@hoist/store';
import { readRegions } from '../definitions/definitions.ts';

/** What one environment serves now, by key. */
export interface Published {
  readonly ruleset: Ruleset;
  readonly flags: ReadonlyMap<string, RulesetFlag>;
  readonly segments: ReadonlyMap<string, RulesetSegment>;
  readonly bucketGroups: ReadonlyMap<string, RulesetBucketGroup>;
  /** Revision 0 where the environment serves none of its own. */
  readonly regions: RegionsDefinition;
}

/** The latest reading of each log, so that only changes are read again. */
const latest = new WeakMap<LogReader, { readonly state: LogState; readonly published: Published }>();

export function readPublished(reader: LogReader): Published {
  const before = latest.get(reader);
  if (before?.state === reader.state) return before.published;
  const { view } = reader;
  return keep(reader, view, readRuleset(view, before?.published.ruleset));
}

/** Reads the same in slices, without blocking the event loop; {@link readPublished} is fast afterwards. */
export async function loadPublished(reader: LogReader): Promise<Published> {
  const { view } = reader;
  return keep(reader, view, await readRulesetInSlices(view, latest.get(reader)?.published.ruleset));
}

function keep(reader: LogReader, view: LogView, ruleset: Ruleset): Published {
  const published: Published = {
    ruleset,
    flags: new Map(ruleset.flags.map((flag) => [flag.key, flag])),
    segments: new Map(ruleset.segments.map((segment) => [segment.key, segment])),
    bucketGroups: new Map((ruleset.bucketGroups ?? []).map((group) => [group.key, group])),
    regions: readRegions(view),
  };
  latest.set(reader, { state: view.state, published });
  return published;
}

/** The digest of a setting; that of null if there is none yet. */
export function etagOfSetting(setting: Setting | null): string {
  return sha256(canonicalize(setting));
}
