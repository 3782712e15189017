import { describeMembership, toServedSegment } from '@hoist/core';
import type { Environment, FlagDefinition, ServedSegment, Setting } from '@hoist/core';
import type { Hoist } from '../hoist.ts';
import { nameOfSegment, readDefinitions, requireEnvironment } from './definitions.ts';
import type { Definitions } from './definitions.ts';
import { listSegmentUses } from './segment-uses.ts';
import { readServed } from './served.ts';
import type { Served } from './served.ts';
import type { ServedChange } from './served-change.ts';

/** A definition whose newest revision an environment does not serve. Derived, never stored. */
export interface WaitingEntry {
  readonly kind: 'flag' | 'segment';
  readonly key: string;
  readonly name: string;
  /** 0 where the environment does not serve it yet. */
  readonly served: number;
  readonly newest: number;
}

/** An entry as somebody reviews it. */
export interface WaitingView extends WaitingEntry {
  /** What changes, in words. */
  readonly differences: readonly string[];
  /** Names of the flags whose outcome it can change here. */
  readonly affects: readonly string[];
}

/**
 * What an environment does not serve yet. A new flag waits nowhere: not set up, it changes nothing for anybody. A segment
 * that nothing in the environment uses does not wait either: it comes along with the first setting that names it.
 */
export function findWaiting(definitions: Definitions, served: Served): WaitingEntry[] {
  const waiting: WaitingEntry[] = [];
  for (const [key, flag] of definitions.flags) {
    const revision = served.flags.get(key)?.revision ?? 0;
    if (revision < flag.revision)
      waiting.push({ kind: 'flag', key, name: flag.name, served: revision, newest: flag.revision });
  }
  for (const [key, held] of served.segments) {
    const segment = definitions.segments.get(key);
    if (!segment || held.revision >= segment.revision) continue;
    waiting.push({
      kind: 'segment',
      key,
      name: segment.name,
      served: held.revision,
      newest: segment.revision,
    });
  }
  return waiting;
}

/** True for what may reach even a protected environment unasked, because nobody can notice. */
export function isHarmless(entry: WaitingEntry, served: Served): boolean {
  return entry.kind === 'flag' && (served.flags.get(entry.key)?.setting ?? null) === null;
}

/** The change that serves these definitions' newest revisions and leaves every setting as it is. */
export function toServedChange(
  entries: readonly WaitingEntry[],
  definitions: Definitions,
  served: Served,
): ServedChange {
  const flags = new Map<string, { definition: FlagDefinition; setting: Setting | null }>();
  const segments = new Map<string, ServedSegment>();
  for (const { kind, key } of entries) {
    const flag = kind === 'flag' ? definitions.flags.get(key) : undefined;
    const segment = kind === 'segment' ? definitions.segments.get(key) : undefined;
    if (flag) flags.set(key, { definition: flag, setting: served.flags.get(key)?.setting ?? null });
    if (segment) segments.set(key, toServedSegment(segment));
  }
  return { flags, segments };
}

/** What waits in an environment for a person, with what it would change. */
export function listWaiting(hoist: Hoist, environmentKey: string): WaitingView[] {
  const definitions = readDefinitions(hoist.definitions);
  const environment = requireEnvironment(definitions, environmentKey);
  const served = readServed(hoist.served(environmentKey));
  return findWaiting(definitions, served)
    .filter((entry) => !isHarmless(entry, served))
    .map((entry) => toView(hoist, definitions, environment, entry));
}

function toView(
  hoist: Hoist,
  definitions: Definitions,
  environment: Environment,
  entry: WaitingEntry,
): WaitingView {
  if (entry.kind === 'flag') {
    const differences = [
      `Versions or visibility of ${entry.name} changed (revision ${entry.served} → ${entry.newest})`,
    ];
    return { ...entry, differences, affects: [entry.name] };
  }
  const names = (kind: 'segment' | 'variant', key: string) =>
    kind === 'segment' ? nameOfSegment(definitions, key) : key;
  const held = readServed(hoist.served(environment.key)).segments.get(entry.key);
  const newest = definitions.segments.get(entry.key);
  const { registry } = hoist;
  const before = held ? describeMembership({ membership: held, names, registry }) : '';
  const after = newest ? describeMembership({ membership: newest, names, registry }) : '';
  const affects = listSegmentUses(hoist, entry.key).filter((use) => use.environment.key === environment.key);
  return {
    ...entry,
    differences: before === after ? [`Its IDs changed: ${after}`] : [`Now: ${before}`, `After: ${after}`],
    affects: affects.map((use) => use.name),
  };
}
