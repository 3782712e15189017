import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import type { Scope } from './scope.ts';

/** The usable segments among these keys; the others are reported. */
export function bindSegments(keys: readonly string[], path: string, scope: Scope): CompiledSegment[] {
  return keys.flatMap((key, index) => scope.segment(key, `${path}.${index}`, scope.report) ?? []);
}
