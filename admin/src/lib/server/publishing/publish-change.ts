import { applyListChange, compileRuleset, findNeeds, toPublishedFlag } from '@hoist/core';
import type {
  CompiledRuleset,
  FlagDefinition,
  Json,
  Problem,
  Ruleset,
  PublishedFlag,
  Setting,
} from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { findOverEnvironmentBudget } from './budgets.ts';
import type { ChangedParts } from './commit-change.ts';
import { compilePublished } from './compiled.ts';
import { findUnsupported } from './find-unsupported.ts';
import { changeChunks } from './published-chunks.ts';
import type { ChunksChange } from './published-chunks.ts';
import { findAddedProblems } from './problems.ts';
import type { Published } from './published.ts';
import type { PublishedChange } from './published-change.ts';

/** The parts of a change, and the problems that it would add. */
export interface Prepared extends ChangedParts {
  readonly set: ReadonlyMap<string, Json>;
  readonly removed: readonly string[];
  readonly problems: readonly Problem[];
  /** The environment with it, to be asked; undefined where that would take hosts too long. */
  readonly after: CompiledRuleset | undefined;
}

/** The hosts that must be able to evaluate a change: this process and the running relays. */
export type Hosts = Pick<AdminContext, 'registry' | 'relays'>;

/** Turns a change into parts on top of what is published, and lists the problems that it would add. */
export function preparePublished(
  published: Published,
  change: PublishedChange,
  { registry, relays }: Hosts,
): Prepared {
  const flags = [...change.flags.values()].map(({ definition, setting }) => serve(definition, setting));
  const set = new Map<string, Json>();
  for (const [key, segment] of change.segments) set.set(`segment/${key}`, segment as unknown as Json);
  const chunks = changeChunks(published.ruleset, change);
  for (const chunk of chunks.set) set.set(`ids/${chunk.key}`, chunk);
  for (const [key, group] of change.bucketGroups) set.set(`bucket-group/${key}`, group as unknown as Json);
  if (change.regions) set.set('regions', change.regions);
  for (const flag of flags) set.set(`flag/${flag.key}`, flag as unknown as Json);
  // Compiled first, because then what counts in the budget is read already.
  const before = compilePublished(published.ruleset, registry);
  const overBudget = findOverEnvironmentBudget(published, { flags, segments: change.segments }, registry);
  const removed = [...change.removed, ...chunks.removed.map((key) => `ids/${key}`)];
  if (overBudget.length > 0) return { set, removed, problems: overBudget, after: undefined };
  const after = compileRuleset(withParts(published.ruleset, { ...change, flags, chunks }), registry, before);
  const problems = findAddedProblems(before, after);
  return {
    set,
    removed,
    after,
    problems: [...problems, ...findUnsupported(published, change, { registry, relays: relays.latest })],
  };
}

function serve(definition: FlagDefinition | PublishedFlag, setting: Setting | null): PublishedFlag {
  const needs = findNeeds(setting, []);
  if ('needs' in definition) {
    const { key, revision, type, clientVisible, variants } = definition;
    return { key, revision, type, clientVisible, variants, setting, needs: [...needs].sort() };
  }
  return toPublishedFlag(definition, setting, needs);
}

interface Parts extends Pick<PublishedChange, 'segments' | 'bucketGroups' | 'regions' | 'removed'> {
  readonly flags: readonly PublishedFlag[];
  readonly chunks: ChunksChange;
}

/** The ruleset with these parts; unchanged ones stay identical objects. */
function withParts(
  ruleset: Ruleset,
  { flags, segments, chunks, bucketGroups, regions, removed }: Parts,
): Ruleset {
  const version = ruleset.version + 1;
  const next = regions ? { attribute: regions.attribute, groups: regions.groups } : ruleset.regions;
  // A missing plugin is then reported where it is used, not in a list that nobody wrote.
  const unlisted = flags.map((flag): PublishedFlag => ({ ...flag, needs: [] }));
  return {
    ...ruleset,
    flags: withSome(ruleset.flags, unlisted, { version, removed: keysOf('flag/', removed) }),
    segments: withSome(ruleset.segments, segments.values(), {
      version,
      removed: keysOf('segment/', removed),
    }),
    idChunks: withSome(ruleset.idChunks ?? [], chunks.set, { version, removed: chunks.removed }),
    bucketGroups: withSome(ruleset.bucketGroups ?? [], bucketGroups.values(), { version, removed: [] }),
    ...(next && { regions: next }),
  };
}

function keysOf(prefix: string, removed: readonly string[]): string[] {
  return removed.flatMap((partKey) => (partKey.startsWith(prefix) ? [partKey.slice(prefix.length)] : []));
}

function withSome<Part extends { readonly key: string }>(
  parts: (Part & { version: number })[],
  changed: Iterable<Part>,
  { version, removed }: { readonly version: number; readonly removed: readonly string[] },
): (Part & { version: number })[] {
  const set = [...changed].map((part) => ({ ...part, version }));
  return set.length + removed.length === 0 ? parts : applyListChange(parts, { set, removed });
}
