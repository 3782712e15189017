import { findNeeds, toProblem } from '@hoist/core';
import type { Problem, Registry, PublishedSegment } from '@hoist/core';
import type { RelayView } from '../context.ts';
import type { PublishedChange } from './published-change.ts';
import type { Published } from './published.ts';

/**
 * What relays that serve the environment now lack of what a change adds: there, every flag that it touches would fail.
 * What they lacked before does not stand in the way of a repair.
 */
export function findUnsupported(
  published: Published,
  change: PublishedChange,
  { registry, relays }: { readonly registry: Registry; readonly relays: readonly RelayView[] },
): Problem[] {
  const { environment } = published.ruleset;
  const asked = relays.filter((relay) => relay.environments.some((one) => one.environment === environment));
  const added = [...change.flags].map(([key, { setting }]) => {
    const before = findNeeds(published.flags.get(key)?.setting ?? null, []);
    return { subject: `flag/${key}`, needs: without(findNeeds(setting, []), before) };
  });
  for (const [key, segment] of change.segments) {
    const before = published.segments.get(key);
    const needs = without(operatorsOf(segment), before ? operatorsOf(before) : []);
    added.push({ subject: `segment/${key}`, needs });
  }
  // Without them a reader would go on drawing by other salts, or looking for people by another attribute.
  for (const key of change.bucketGroups.keys()) {
    if (!published.bucketGroups.has(key))
      added.push({ subject: `bucket-group/${key}`, needs: ['feature:bucket-groups'] });
  }
  if (change.regions && published.regions.revision === 0)
    added.push({ subject: 'regions', needs: ['feature:region-groups'] });
  return added.flatMap(({ subject, needs }) =>
    asked.flatMap((relay) =>
      // What this process lacks as well is told beside the field that asks for it.
      without(needs.filter(registry.has), relay.provides).map((need) =>
        toProblem(subject, { code: 'need-missing', steps: ['needs'], message: describe(relay.id, need) }),
      ),
    ),
  );
}

function describe(relay: string, need: string): string {
  const [kind, name = ''] = need.split(/:(.*)/s);
  if (kind === 'feature')
    return `The relay '${relay}' is too old for ${name.replace('-', ' ')}. Update it first, or leave them out.`;
  return `The relay '${relay}' lacks the ${kind} ${name}. Install its plugin there and name it in HOIST_PLUGINS, or choose another.`;
}

function operatorsOf({ conditionGroups }: PublishedSegment): string[] {
  return conditionGroups.flatMap(({ conditions }) =>
    conditions.map(({ operator }) => `operator:${operator}`),
  );
}

function without(needs: readonly string[], known: readonly string[]): string[] {
  return [...new Set(needs)].filter((need) => !known.includes(need));
}
