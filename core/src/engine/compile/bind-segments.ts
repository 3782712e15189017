import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import type { Path } from '../nodes/problem.ts';
import type { Scope } from './scope.ts';

/** The usable segments among these keys; the others are reported. */
export function bindSegments(keys: readonly string[], steps: Path, scope: Scope): CompiledSegment[] {
  return keys.flatMap((key, index) => scope.segment(key, [...steps, index], scope.report) ?? []);
}
