import type { Ruleset } from './ruleset.ts';

/**
 * A ruleset that was downloaded anew, with everything that has not changed since as the identical object of the one before:
 * then only what did change is compiled again and called changed. Of one installation and epoch, equal versions are equal.
 */
export function keepUnchanged(before: Ruleset | undefined, next: Ruleset): Ruleset {
  if (before?.installation !== next.installation || before.epoch !== next.epoch) return next;
  return {
    ...next,
    flags: keep(before.flags, next.flags),
    segments: keep(before.segments, next.segments),
    ...(next.bucketGroups && { bucketGroups: keep(before.bucketGroups ?? [], next.bucketGroups) }),
    ...(next.idChunks && { idChunks: keep(before.idChunks ?? [], next.idChunks) }),
  };
}

function keep<One extends { readonly key: string; readonly version: number }>(
  before: readonly One[],
  next: readonly One[],
): One[] {
  const known = new Map(before.map((one) => [one.key, one]));
  return next.map((one) => {
    const old = known.get(one.key);
    return old?.version === one.version ? old : one;
  });
}
