import { describeRegion } from '@hoist/core/words';
import type { Regions } from '@hoist/core';
import { listOf } from '#lib/words.ts';

/** What becomes of the regions, as plain sentences. */
export function describeRegionsChange(before: Regions, after: Regions): string[] {
  const sentences =
    before.attribute === after.attribute
      ? []
      : [`Where a person is: ${before.attribute} → ${after.attribute}`];
  const names = [...new Set([...Object.keys(before.groups), ...Object.keys(after.groups)])].sort();
  for (const name of names)
    sentences.push(...describeBucketGroup(name, before.groups[name], after.groups[name]));
  return sentences.length > 0 ? sentences : ['Nothing that anybody can notice'];
}

function describeBucketGroup(name: string, before?: readonly string[], after?: readonly string[]): string[] {
  if (!after) return [`${name} is gone`];
  if (!before) return [`${name} is new: ${namesOf(after)}`];
  const added = after.filter((code) => !before.includes(code));
  const removed = before.filter((code) => !after.includes(code));
  const words = [
    ...(added.length > 0 ? [`added ${namesOf(added)}`] : []),
    ...(removed.length > 0 ? [`removed ${namesOf(removed)}`] : []),
  ];
  return words.length > 0 ? [`${name}: ${words.join('; ')}`] : [];
}

function namesOf(codes: readonly string[]): string {
  return listOf(codes.map(describeRegion));
}
