import type { RegionSet } from '../../model/regions/region-set.ts';
import type { Path } from '../nodes/problem.ts';
import type { Scope } from './scope.ts';

/** The set of the regions that a list names; reports what is unknown in it, and gives undefined for a missing group. */
export function bindRegions(names: readonly string[], steps: Path, scope: Scope): RegionSet | undefined {
  const { set, unknown } = scope.regions.find(names);
  for (const { index, message, usable } of unknown) {
    scope.report({
      code: 'region-unknown',
      steps: [...steps, index],
      message,
      ...(usable && { inactive: true }),
    });
  }
  return set;
}
