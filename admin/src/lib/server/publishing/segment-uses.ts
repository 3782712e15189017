import type { Environment, Registry } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { readPublished } from './published.ts';
import type { Published } from './published.ts';
import { referencesOfConditionGroups, referencesOfSetting } from '../definitions/setting-references.ts';

/** A flag that asks about a segment in one environment, directly or through other segments. */
export interface SegmentUse {
  readonly environment: Environment;
  readonly flag: string;
  readonly name: string;
}

const usesByPublished = new WeakMap<Published, ReadonlyMap<string, readonly string[]>>();

/** Where a segment decides something now. */
export function listSegmentUses(hoist: AdminContext, key: string): SegmentUse[] {
  const definitions = readDefinitions(hoist.definitions);
  return definitions.environments.flatMap((environment) =>
    (usesOf(readPublished(hoist.published(environment.key)), hoist.registry).get(key) ?? []).map((flag) => ({
      environment,
      flag,
      name: definitions.flags.get(flag)?.name ?? flag,
    })),
  );
}

/** Whether a flag asks about it in what an environment serves. */
export function isSegmentAsked(published: Published, registry: Registry, key: string): boolean {
  return usesOf(published, registry).has(key);
}

/** Flags by the segments that they depend on, once per served version. */
function usesOf(published: Published, registry: Registry): ReadonlyMap<string, readonly string[]> {
  const known = usesByPublished.get(published);
  if (known) return known;
  const uses = new Map<string, string[]>();
  for (const flag of published.flags.values()) {
    if (!flag.setting) continue;
    for (const segment of withNested(
      referencesOfSetting(flag.setting, registry).segments,
      published,
      registry,
    )) {
      const flags = uses.get(segment);
      if (flags) flags.push(flag.key);
      else uses.set(segment, [flag.key]);
    }
  }
  usesByPublished.set(published, uses);
  return uses;
}

/** These segments and those that they ask about, however deep. */
export function withNested(
  direct: ReadonlySet<string>,
  published: Published,
  registry: Registry,
): Set<string> {
  const found = new Set<string>();
  const queue = [...direct];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    queue.push(
      ...referencesOfConditionGroups(published.segments.get(key)?.conditionGroups ?? [], registry).segments,
    );
  }
  return found;
}
