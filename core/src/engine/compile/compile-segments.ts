import { limits } from '../../model/limits.ts';
import type { Registry } from '../../plugin/registry.ts';
import type { RegionTable } from '../nodes/region-table.ts';
import { readChunkKey } from '../../model/id-chunk.ts';
import { countIds } from '../../bucketing/id-chunks.ts';
import { idLists } from '../../model/segment.ts';
import type { IdList } from '../../model/segment.ts';
import type { RulesetIdChunk, RulesetSegment } from '../../model/ruleset.ts';
import type { Binder } from './binder.ts';
import { compileConditions } from './compile-conditions.ts';
import { CompiledSegment } from '../nodes/compiled-segment.ts';
import { orderByDependency } from './dependency-order.ts';
import type { DependencyOrder } from './dependency-order.ts';
import type { Scope } from './scope.ts';
import type { Steps } from '../../time/steps.ts';
import { toProblem } from '../nodes/problem.ts';
import type { Problem, Report, Path } from '../nodes/problem.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';

/** All segments of a ruleset, and what the next compilation goes on from. */
export interface CompiledSegments {
  readonly sources: readonly RulesetSegment[];
  readonly idChunks: readonly RulesetIdChunk[];
  readonly table: ReadonlyMap<string, CompiledSegment>;
  readonly circles: DependencyOrder['circles'];
}

/** What segments are compiled from. */
export interface SegmentsInput {
  readonly sources: readonly RulesetSegment[];
  /** Those of all segments, sorted by key. */
  readonly idChunks: readonly RulesetIdChunk[];
  readonly registry: Registry;
  readonly run: EvaluationState;
  readonly binder: Binder;
  readonly regions: RegionTable;
  /** With the same registry. */
  readonly previous: CompiledSegments | undefined;
}

/**
 * Compiles all segments, each after those it refers to; an unchanged one above unchanged ones is reused, and the whole
 * table where nothing changed.
 */
export function* compileSegments(input: SegmentsInput): Steps<CompiledSegments> {
  const { sources, idChunks, registry, run, binder, regions, previous } = input;
  if (previous && isUnchanged(previous, input)) return { ...previous, sources, idChunks };
  const chunks = Map.groupBy(idChunks, ({ key }) => readChunkKey(key).segment);
  const compiled = new Map<string, CompiledSegment>();
  const referring = new Map<string, readonly string[]>();
  const byKey = new Map(sources.map((source) => [source.key, source]));
  for (const source of sources) {
    const references = referencesOf(source, registry, binder);
    if (references.length > 0) referring.set(source.key, references);
    yield;
  }
  const order = orderByDependency(referring);
  const plain = [...byKey.keys()].filter((key) => !referring.has(key));
  for (const key of [...plain, ...order.ordered]) {
    const source = byKey.get(key);
    if (!source) continue;
    const before = previous?.table.get(key);
    // On a circle nothing is bound to anything: what is on one, or was, is looked at again.
    const circles = previous?.circles.has(key) === true || order.circles.has(key);
    const own = chunks.get(key) ?? [];
    if (!circles && isMadeOf(before, source, own) && isBoundTo(before.dependencies, compiled)) {
      compiled.set(key, before);
    } else {
      yield* binder.bindCostly(source.conditionGroups, registry);
      const context = { idChunks: own, registry, run, binder, regions, compiled, order };
      compiled.set(key, compileSegment(source, context));
    }
    yield;
  }
  return { sources, idChunks, table: compiled, circles: order.circles };
}

function isUnchanged(previous: CompiledSegments, { sources, idChunks }: SegmentsInput): boolean {
  return isSameList(previous.sources, sources) && isSameList(previous.idChunks, idChunks);
}

function isMadeOf(
  before: CompiledSegment | undefined,
  source: RulesetSegment,
  idChunks: readonly RulesetIdChunk[],
): before is CompiledSegment {
  return before?.source === source && isSameList(before.idChunks, idChunks);
}

function isSameList<One>(before: readonly One[], after: readonly One[]): boolean {
  return before.length === after.length && before.every((one, index) => after[index] === one);
}

/** Whether what was bound before is what would be bound now. */
export function isBoundTo<T>(
  dependencies: ReadonlyMap<string, T | undefined>,
  current: ReadonlyMap<string, T>,
): boolean {
  for (const [key, bound] of dependencies) {
    if (current.get(key) !== bound) return false;
  }
  return true;
}

/** One shared empty map for all that depends on nothing, which is most of a ruleset. */
export function orNone<T>(dependencies: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return dependencies.size > 0 ? dependencies : none;
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

/** Looks segments up for a flag or another segment; reports one that is missing or broken. */
export function bindSegment(
  key: string,
  steps: Path,
  from: {
    readonly segments: ReadonlyMap<string, CompiledSegment>;
    readonly bound: Map<string, CompiledSegment | undefined>;
    readonly report: Report;
  },
): CompiledSegment | undefined {
  const segment = from.segments.get(key);
  from.bound.set(key, segment);
  if (!segment) {
    const message = `Segment '${key}' does not exist here. Choose another, or add it first.`;
    from.report({ code: 'segment-missing', steps, message });
    return undefined;
  }
  const [problem] = segment.problems;
  if (!problem) return segment;
  from.report({
    code: 'segment-broken',
    steps,
    message: `Segment '${key}' cannot be used: ${problem.message}`,
  });
  return undefined;
}

interface SegmentContext extends Pick<SegmentsInput, 'idChunks' | 'registry' | 'run' | 'binder' | 'regions'> {
  readonly compiled: ReadonlyMap<string, CompiledSegment>;
  readonly order: DependencyOrder;
}

function compileSegment(source: RulesetSegment, context: SegmentContext): CompiledSegment {
  const { idChunks, registry, run, binder, regions, compiled, order } = context;
  const problems: Problem[] = [];
  const dependencies = new Map<string, CompiledSegment | undefined>();
  const report: Report = (problem) => problems.push(toProblem(`segment/${source.key}`, problem));
  const [lacking] = idLists.filter((list) => !isWhole(source, list, idChunks));
  if (lacking) {
    const message = 'The list of IDs is not whole. Publish the segment again.';
    report({ code: 'ids-incomplete', steps: [lacking], message });
  }
  const circle = order.circles.get(source.key);
  if (circle) {
    const message = `The segment contains itself: ${circle.join(' → ')}. Take one of these references out.`;
    report({ code: 'segment-cycle', steps: ['conditionGroups'], message });
  }
  if ((order.heights.get(source.key) ?? 0) > limits.segmentDepth) {
    const message = `Segments inside segments go at most ${limits.segmentDepth} deep. Take one level out.`;
    report({ code: 'segment-depth', steps: ['conditionGroups'], message });
  }
  const segment = (key: string, steps: Path, to: Report) => {
    if (circle?.includes(key)) return undefined;
    return bindSegment(key, steps, { segments: compiled, bound: dependencies, report: to });
  };
  const scope: Scope = { registry, run, binder, regions, report, segment };
  const conditionGroups = source.conditionGroups.map(({ conditions }, index) =>
    compileConditions(conditions, ['conditionGroups', index, 'conditions'], scope),
  );
  return new CompiledSegment(source, run, {
    idChunks,
    conditionGroups,
    problems,
    dependencies: orNone(dependencies),
  });
}

/** Whether all chunks of a list are there: one that is missing would leave people out in silence. */
function isWhole(source: RulesetSegment, list: IdList, idChunks: readonly RulesetIdChunk[]): boolean {
  const found = idChunks.filter(({ key }) => readChunkKey(key).list === list);
  const { count, chunks } = source.longLists?.[list] ?? { count: 0, chunks: [] };
  return found.length === chunks.length && countIds(found) === count;
}

function referencesOf(source: RulesetSegment, registry: Registry, binder: Binder): string[] {
  const references: string[] = [];
  for (const { conditions } of source.conditionGroups) {
    for (const condition of conditions) {
      const operator = registry.operators.get(condition.operator);
      if (!operator?.hasSegments) continue;
      const result = binder.bindOperator(operator, condition.operand);
      if (result.ok) references.push(...result.bound.segments);
    }
  }
  return references;
}
