import { findNeeds, toServedFlag } from '@hoist/core';
import type {
  BucketGroup,
  FlagDefinition,
  Json,
  Problem,
  RegionsDefinition,
  Ruleset,
  ServedFlag,
  ServedSegment,
  Setting,
} from '@hoist/core';
import type { Hoist } from '../hoist.ts';
import type { Change } from './commit-change.ts';
import { findLacking } from './find-lacking.ts';
import { findAddedProblems } from './problems.ts';
import type { Served } from './served.ts';

/** A change to what an environment serves, before it is parts. */
export interface ServedChange {
  readonly flags: ReadonlyMap<
    string,
    { readonly definition: FlagDefinition | ServedFlag; readonly setting: Setting | null }
  >;
  readonly segments: ReadonlyMap<string, ServedSegment>;
  readonly groups: ReadonlyMap<string, BucketGroup>;
  /** Undefined: they stay. */
  readonly regions: RegionsDefinition | undefined;
}

export interface Prepared extends Change {
  readonly set: ReadonlyMap<string, Json>;
  readonly problems: readonly Problem[];
}

/** Who has to be able to evaluate a change: this process, and the relays that run. */
export type Hosts = Pick<Hoist, 'registry' | 'relays'>;

/** Turns a change into parts on top of what is served, and lists the faults that it would add. */
export function prepareServed(served: Served, change: ServedChange, { registry, relays }: Hosts): Prepared {
  const segments = new Map<string, ServedSegment>([...served.segments, ...change.segments]);
  const groups = new Map<string, BucketGroup>([...served.groups, ...change.groups]);
  const flags = new Map<string, ServedFlag>(served.flags);
  for (const [key, { definition, setting }] of change.flags) {
    flags.set(key, serve(definition, setting));
  }
  const set = new Map<string, Json>();
  for (const [key, segment] of change.segments) set.set(`segment/${key}`, segment as unknown as Json);
  for (const [key, group] of change.groups) set.set(`group/${key}`, group as unknown as Json);
  if (change.regions) set.set('regions', change.regions);
  for (const key of change.flags.keys()) set.set(`flag/${key}`, flags.get(key) as unknown as Json);
  // What is not installed is then named where it is asked for, not in a list that nobody wrote.
  for (const [key, flag] of flags) if (change.flags.has(key)) flags.set(key, { ...flag, needs: [] });
  const after = withParts(served.ruleset, { flags, segments, groups, regions: change.regions });
  const problems = findAddedProblems(served.ruleset, after, registry);
  return {
    set,
    problems: [...problems, ...findLacking(served, change, { registry, relays: relays.latest })],
  };
}

function serve(definition: FlagDefinition | ServedFlag, setting: Setting | null): ServedFlag {
  const needs = findNeeds(setting, []);
  if ('needs' in definition) {
    const { key, revision, type, clientVisible, variants } = definition;
    return { key, revision, type, clientVisible, variants, setting, needs: [...needs].sort() };
  }
  return toServedFlag(definition, setting, needs);
}

interface Parts {
  readonly flags: ReadonlyMap<string, ServedFlag>;
  readonly segments: ReadonlyMap<string, ServedSegment>;
  readonly groups: ReadonlyMap<string, BucketGroup>;
  readonly regions: RegionsDefinition | undefined;
}

function withParts(ruleset: Ruleset, { flags, segments, groups, regions }: Parts): Ruleset {
  const version = ruleset.version + 1;
  const next = regions ? { attribute: regions.attribute, groups: regions.groups } : ruleset.regions;
  return {
    ...ruleset,
    flags: atVersion(flags, version),
    segments: atVersion(segments, version),
    groups: atVersion(groups, version),
    ...(next && { regions: next }),
  };
}

/** What did not change stays the identical object. */
function atVersion<Part extends object>(
  parts: ReadonlyMap<string, Part>,
  version: number,
): (Part & { version: number })[] {
  return [...parts.values()].map((part) =>
    'version' in part ? (part as Part & { version: number }) : { ...part, version },
  );
}
