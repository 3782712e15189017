import { countListed } from '@hoist/core';
import type { SegmentDefinition } from '@hoist/core';

/** True for a segment that says of nobody that they are in it. */
export function isNobody(segment: SegmentDefinition): boolean {
  return segment.conditionGroups.length === 0 && countListed(segment, 'included') === 0;
}
