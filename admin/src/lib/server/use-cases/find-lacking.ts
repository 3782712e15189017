import { findNeeds } from '@hoist/core';
import type { Problem, ServedSegment } from '@hoist/core';
import type { RelayView } from '../relay-watch.ts';
import type { ServedChange } from './served-change.ts';
import type { Served } from './served.ts';

/**
 * What relays that serve the environment now lack of what a change adds: there, every flag that it touches would fail.
 * What they lacked before does not stand in the way of a repair.
 */
export function findLacking(served: Served, change: ServedChange, relays: readonly RelayView[]): Problem[] {
  const { environment } = served.ruleset;
  const asked = relays.filter((relay) => relay.environments.some((one) => one.environment === environment));
  const added = [...change.flags].map(([key, { setting }]) => {
    const before = findNeeds(served.flags.get(key)?.setting ?? null, []);
    return { subject: `flag/${key}`, needs: without(findNeeds(setting, []), before) };
  });
  for (const [key, segment] of change.segments) {
    const before = served.segments.get(key);
    const needs = without(operatorsOf(segment), before ? operatorsOf(before) : []);
    added.push({ subject: `segment/${key}`, needs });
  }
  return added.flatMap(({ subject, needs }) =>
    asked.flatMap((relay) =>
      without(needs, relay.provides).map((need) => ({
        code: 'need-missing' as const,
        subject,
        path: 'needs',
        message: `The relay '${relay.id}' lacks the ${need.replace(':', ' ')}. Install its plugin there and name it in HOIST_PLUGINS, or choose another.`,
      })),
    ),
  );
}

function operatorsOf({ groups }: ServedSegment): string[] {
  return groups.flatMap(({ conditions }) => conditions.map(({ operator }) => `operator:${operator}`));
}

function without(needs: readonly string[], known: readonly string[]): string[] {
  return [...new Set(needs)].filter((need) => !known.includes(need));
}
