import type { Rule } from '../../model/setting.ts';
import type { CompiledConditions } from './compiled-conditions.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import type { CompiledServe } from './compiled-serve.ts';

/** One enabled rule: any of these segments and all of these conditions. */
export class CompiledRule {
  readonly source: Rule;
  readonly segments: readonly CompiledSegment[];
  readonly conditions: CompiledConditions;
  readonly serve: CompiledServe;
  /** The one to ask when this one does not match. */
  next: CompiledRule | undefined = undefined;

  constructor(
    source: Rule,
    { segments, conditions, serve }: Pick<CompiledRule, 'segments' | 'conditions' | 'serve'>,
  ) {
    this.source = source;
    this.segments = segments;
    this.conditions = conditions;
    this.serve = serve;
  }

  /** Whether the subject of the evaluation under way fits it. Conditions first: a segment is several of them. */
  matches(): boolean {
    return this.conditions.match() && (this.segments.length === 0 || anyContains(this.segments));
  }
}

/** Whether the subject of the evaluation under way is in any of these segments. */
export function anyContains(segments: readonly CompiledSegment[]): boolean {
  for (let index = 0; index < segments.length; index++) {
    if (segments[index]?.contains() === true) return true;
  }
  return false;
}
