import { z } from 'zod';
import { toIssues } from './plugin/plugin-input.ts';
import { RulesetError } from './parse-ruleset.ts';
import { regionsSchema } from './regions/regions.ts';
import { rulesetSchema } from './ruleset.ts';
import type { Ruleset } from './ruleset.ts';

const { epoch, version, state } = rulesetSchema.shape;
const positionSchema = z.object({ epoch, version, state });
/** Where a ruleset stands; `state` is the digest of all that it holds. */
export type RulesetPosition = z.infer<typeof positionSchema>;

const rulesetChangeSchema = z.object({
  from: positionSchema,
  to: positionSchema,
  flags: rulesetSchema.shape.flags,
  segments: rulesetSchema.shape.segments,
  /** Left out where they are the same; null where they are gone. */
  regions: regionsSchema.nullable().optional(),
  groups: rulesetSchema.shape.groups,
  /** Keys that are gone. */
  removed: z.object({
    flags: z.array(z.string()),
    segments: z.array(z.string()),
    groups: z.array(z.string()).optional(),
  }),
});
/** What turns one ruleset into the next one: what is new or different in it, whole. */
export type RulesetChange = z.infer<typeof rulesetChangeSchema>;

export function positionOf(ruleset: RulesetPosition): RulesetPosition {
  return { epoch: ruleset.epoch, version: ruleset.version, state: ruleset.state };
}

/** The difference of two rulesets of one environment; what did not change is the identical object in both. */
export function findChange(before: Ruleset, after: Ruleset): RulesetChange {
  const flags = compare(before.flags, after.flags);
  const segments = compare(before.segments, after.segments);
  const groups = compare(before.groups ?? [], after.groups ?? []);
  return {
    from: positionOf(before),
    to: positionOf(after),
    flags: flags.set,
    segments: segments.set,
    ...(groups.set.length > 0 && { groups: groups.set }),
    ...(before.regions !== after.regions && { regions: after.regions ?? null }),
    removed: {
      flags: flags.removed,
      segments: segments.removed,
      ...(groups.removed.length > 0 && { groups: groups.removed }),
    },
  };
}

/** Checks a change that came from outside; throws RulesetError. */
export function parseRulesetChange(json: unknown): RulesetChange {
  const parsed = rulesetChangeSchema.safeParse(json);
  if (!parsed.success) throw new RulesetError(toIssues(parsed.error));
  return parsed.data;
}

/** The ruleset after a change; what did not change stays the identical object. Undefined when it is a change of another one. */
export function applyChange(ruleset: Ruleset, change: RulesetChange): Ruleset | undefined {
  if (change.from.state !== ruleset.state) return undefined;
  const { regions, ...rest } = ruleset;
  const next = change.regions === undefined ? regions : (change.regions ?? undefined);
  const groups = merge(ruleset.groups ?? [], change.groups ?? [], change.removed.groups ?? []);
  return {
    ...rest,
    ...change.to,
    ...(next && { regions: next }),
    flags: merge(ruleset.flags, change.flags, change.removed.flags),
    segments: merge(ruleset.segments, change.segments, change.removed.segments),
    ...((ruleset.groups || groups.length > 0) && { groups }),
  };
}

interface Item {
  readonly key: string;
}

function compare<One extends Item>(before: readonly One[], after: readonly One[]) {
  const old = new Map(before.map((item) => [item.key, item]));
  const set = after.filter((item) => old.get(item.key) !== item);
  for (const { key } of after) old.delete(key);
  return { set, removed: [...old.keys()] };
}

function merge<One extends Item>(
  before: readonly One[],
  set: readonly One[],
  removed: readonly string[],
): One[] {
  const items = new Map(before.map((item) => [item.key, item]));
  for (const key of removed) items.delete(key);
  for (const item of set) items.set(item.key, item);
  return [...items.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}
