import { z } from 'zod';
import { applyListChange, findListChange } from './list-change.ts';
import { readInput } from './input/read-input.ts';
import { RulesetError } from './parse-ruleset.ts';
import { regionsSchema } from './regions/regions.ts';
import { rulesetFormat, rulesetSchema } from './ruleset.ts';
import type { Ruleset } from './ruleset.ts';

const { format, epoch, version, state } = rulesetSchema.shape;
const positionSchema = z.object({ epoch, version, state });
/** Where a ruleset stands; `state` is the digest of all that it holds. */
export type RulesetPosition = z.infer<typeof positionSchema>;

const rulesetChangeSchema = z.object({
  /** That of the rulesets which it leads from and to. */
  format,
  from: positionSchema,
  to: positionSchema,
  flags: rulesetSchema.shape.flags,
  segments: rulesetSchema.shape.segments,
  /** Left out where they are the same; null where they are gone. */
  regions: regionsSchema.nullable().optional(),
  bucketGroups: rulesetSchema.shape.bucketGroups,
  idChunks: rulesetSchema.shape.idChunks,
  /** Keys that are gone. */
  removed: z.object({
    flags: z.array(z.string()),
    segments: z.array(z.string()),
    bucketGroups: z.array(z.string()).optional(),
    idChunks: z.array(z.string()).optional(),
  }),
});
/** What turns one ruleset into the next one: what is new or different in it, whole. */
export type RulesetChange = z.infer<typeof rulesetChangeSchema>;

/** The position of a ruleset; two rulesets of one version differ in `state`. */
export function positionOf(ruleset: RulesetPosition): RulesetPosition {
  return { epoch: ruleset.epoch, version: ruleset.version, state: ruleset.state };
}

/** The difference of two rulesets of one environment; what did not change is the identical object in both. */
export function findChange(before: Ruleset, after: Ruleset): RulesetChange {
  const flags = findListChange(before.flags, after.flags);
  const segments = findListChange(before.segments, after.segments);
  const bucketGroups = findListChange(before.bucketGroups ?? [], after.bucketGroups ?? []);
  const idChunks = findListChange(before.idChunks ?? [], after.idChunks ?? []);
  return {
    format: rulesetFormat,
    from: positionOf(before),
    to: positionOf(after),
    flags: [...flags.set],
    segments: [...segments.set],
    ...(bucketGroups.set.length > 0 && { bucketGroups: [...bucketGroups.set] }),
    ...(idChunks.set.length > 0 && { idChunks: [...idChunks.set] }),
    ...(before.regions !== after.regions && { regions: after.regions ?? null }),
    removed: {
      flags: [...flags.removed],
      segments: [...segments.removed],
      ...(bucketGroups.removed.length > 0 && { bucketGroups: [...bucketGroups.removed] }),
      ...(idChunks.removed.length > 0 && { idChunks: [...idChunks.removed] }),
    },
  };
}

/** Checks a change that came from outside; throws RulesetError. */
export function parseRulesetChange(json: unknown): RulesetChange {
  const parsed = readInput(rulesetChangeSchema, json);
  if (!parsed.success) throw new RulesetError(parsed.issues);
  return parsed.data;
}

/** The ruleset after a change; what did not change stays the identical object. Undefined when it is a change of another one. */
export function applyChange(ruleset: Ruleset, change: RulesetChange): Ruleset | undefined {
  if (change.from.state !== ruleset.state) return undefined;
  const { regions, ...rest } = ruleset;
  const next = change.regions === undefined ? regions : (change.regions ?? undefined);
  const { flags, segments, removed } = change;
  const bucketGroups = applyListChange(ruleset.bucketGroups ?? [], {
    set: change.bucketGroups ?? [],
    removed: removed.bucketGroups ?? [],
  });
  const idChunks = applyListChange(ruleset.idChunks ?? [], {
    set: change.idChunks ?? [],
    removed: removed.idChunks ?? [],
  });
  return {
    ...rest,
    ...change.to,
    ...(next && { regions: next }),
    flags: applyListChange(ruleset.flags, { set: flags, removed: removed.flags }),
    segments: applyListChange(ruleset.segments, { set: segments, removed: removed.segments }),
    ...((ruleset.bucketGroups || bucketGroups.length > 0) && { bucketGroups }),
    ...((ruleset.idChunks || idChunks.length > 0) && { idChunks }),
  };
}
