import type { Ruleset } from '@hoist/core';

/** Where a ruleset stands; `state` is the digest of all that it holds. */
export type Position = Pick<Ruleset, 'epoch' | 'version' | 'state'>;

/** What turns one ruleset into the next one. */
export interface RulesetChange {
  readonly from: Position;
  readonly to: Position;
  readonly flags: Ruleset['flags'];
  readonly segments: Ruleset['segments'];
  /** Keys that are gone. */
  readonly removed: { readonly flags: readonly string[]; readonly segments: readonly string[] };
}

export function positionOf({ epoch, version, state }: Ruleset): Position {
  return { epoch, version, state };
}

/** The difference of two rulesets of one environment; what did not change is the identical object in both. */
export function findChange(before: Ruleset, after: Ruleset): RulesetChange {
  const flags = compare(before.flags, after.flags);
  const segments = compare(before.segments, after.segments);
  return {
    from: positionOf(before),
    to: positionOf(after),
    flags: flags.set,
    segments: segments.set,
    removed: { flags: flags.removed, segments: segments.removed },
  };
}

function compare<Item extends { readonly key: string }>(before: readonly Item[], after: readonly Item[]) {
  const old = new Map(before.map((item) => [item.key, item]));
  const set = after.filter((item) => old.get(item.key) !== item);
  for (const { key } of after) old.delete(key);
  return { set, removed: [...old.keys()] };
}
