import type { Registry } from '../../plugin/registry.ts';
import { findListChange } from '../../model/list-change.ts';
import type { ListChange } from '../../model/list-change.ts';
import type { RegionTable } from '../nodes/region-table.ts';
import type { RulesetFlag } from '../../model/ruleset.ts';
import { joinWords } from '../../plugin/words.ts';
import { isCostly } from './binder.ts';
import type { Binder } from './binder.ts';
import { CheckScope } from './check-scope.ts';
import type { CheckContext } from './check-scope.ts';
import { CompiledFlag } from '../nodes/compiled-flag.ts';
import type { FlagCheck, FlagHost } from '../nodes/compiled-flag.ts';
import type { CompiledBucketGroup } from '../nodes/compiled-bucket-group.ts';
import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import { isTimed } from '../nodes/compiled-setting.ts';
import { compileSetting } from './compile-setting.ts';
import { isBoundTo } from './compile-segments.ts';
import type { Steps } from '../../time/steps.ts';
import { orderByDependency } from './dependency-order.ts';
import type { DependencyOrder } from './dependency-order.ts';
import { hasVariant } from '../evaluate/flag-outcomes.ts';
import { FlagTable } from '../evaluate/flag-table.ts';
import { OpenScope } from './open-scope.ts';
import type { Scope } from './scope.ts';
import type { Report } from '../nodes/problem.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';

/** All flags of a ruleset, and what the next compilation goes on from. */
export interface CompiledFlags {
  readonly sources: readonly RulesetFlag[];
  readonly table: FlagTable;
  readonly segments: ReadonlyMap<string, CompiledSegment>;
  readonly bucketGroups: ReadonlyMap<string, CompiledBucketGroup>;
  readonly prerequisites: Prerequisites;
}

/** The flags that have prerequisites, and in which order they are to be compiled. */
interface Prerequisites {
  readonly of: ReadonlyMap<string, readonly string[]>;
  readonly order: DependencyOrder;
}

/** What all flags of one compilation are compiled in. */
interface FlagSurroundings extends Pick<Scope, 'registry' | 'run' | 'binder' | 'regions'> {
  readonly environment: string;
}

/** What flags are compiled from. */
export interface FlagsInput {
  readonly sources: readonly RulesetFlag[];
  readonly segments: ReadonlyMap<string, CompiledSegment>;
  readonly groups: ReadonlyMap<string, CompiledBucketGroup>;
  readonly host: FlagSurroundings;
  /** For checking only: what it holds is not kept. */
  readonly binder: Binder;
  /** Of the same environment and registry. */
  readonly previous: CompiledFlags | undefined;
}

const nothing: CompiledFlags = {
  sources: [],
  table: FlagTable.empty,
  segments: new Map(),
  bucketGroups: new Map(),
  prerequisites: { of: new Map(), order: orderByDependency(new Map()) },
};

/** Compiles what is new or depends on what is new, each flag after its prerequisites; everything else is reused. */
export function* compileFlags(input: FlagsInput): Steps<CompiledFlags> {
  const before = input.previous ?? nothing;
  const change = findListChange(before.sources, input.sources);
  const prerequisites = toPrerequisites(before.prerequisites, change);
  const compilation = new Compilation(input, { before, change, prerequisites });
  yield* compilation.compileChanged();
  yield* compilation.compileUsers();
  yield* compilation.compileDependents();
  const { sources, segments, groups: bucketGroups } = input;
  const table = before.table.with(compilation.compiled, change.removed);
  return { sources, table, segments, bucketGroups, prerequisites };
}

class Compilation implements CheckContext {
  readonly environment: string;
  readonly registry: Registry;
  readonly run: EvaluationState;
  readonly binder: Binder;
  readonly regions: RegionTable;
  readonly segments: ReadonlyMap<string, CompiledSegment>;
  readonly bucketGroups: ReadonlyMap<string, CompiledBucketGroup>;
  readonly order: DependencyOrder;
  readonly compiled = new Map<string, CompiledFlag>();
  readonly #host: FlagHost;
  readonly #before: CompiledFlags;
  readonly #fresh: ReadonlyMap<string, RulesetFlag>;
  readonly #removed: ReadonlySet<string>;
  /** Flags with prerequisites whose turn has not come. */
  readonly #waiting: Set<string>;

  constructor(
    { host, binder, segments, groups }: FlagsInput,
    from: {
      readonly before: CompiledFlags;
      readonly change: ListChange<RulesetFlag>;
      readonly prerequisites: Prerequisites;
    },
  ) {
    this.environment = host.environment;
    this.registry = host.registry;
    this.run = host.run;
    this.binder = binder;
    this.regions = host.regions;
    this.segments = segments;
    this.bucketGroups = groups;
    this.order = from.prerequisites.order;
    this.#host = {
      environment: host.environment,
      run: host.run,
      open: (setting, flag) => compileSetting(setting, new OpenScope(host, { ...flag, setting })),
    };
    this.#before = from.before;
    this.#fresh = new Map(from.change.set.map((source) => [source.key, source]));
    this.#removed = new Set(from.change.removed);
    this.#waiting = new Set(this.order.ordered);
  }

  flag(key: string): CompiledFlag | undefined {
    return this.#waiting.has(key) ? undefined : (this.compiled.get(key) ?? this.#kept(key));
  }

  exists(key: string): boolean {
    return this.#fresh.has(key) || this.#kept(key) !== undefined;
  }

  *compileChanged(): Steps<void> {
    for (const source of this.#fresh.values()) {
      if (this.#waiting.has(source.key)) continue;
      if (this.#isCostly(source)) yield* this.#bindCostly(source);
      this.#compile(source);
      yield;
    }
  }

  /** Of segments and groups that are not the same any more. */
  *compileUsers(): Steps<void> {
    if (this.segments === this.#before.segments && this.bucketGroups === this.#before.bucketGroups) return;
    for (const flag of this.#before.table.values()) {
      if (this.#isBound(flag)) continue;
      if (this.#waiting.has(flag.key) || !this.#kept(flag.key)) continue;
      if (this.#isCostly(flag.source)) yield* this.#bindCostly(flag.source);
      this.#compile(flag.source);
      yield;
    }
  }

  *compileDependents(): Steps<void> {
    for (const key of this.order.ordered) {
      this.#waiting.delete(key);
      const kept = this.#kept(key);
      const source = this.#fresh.get(key) ?? kept?.source;
      if (!source || (kept && this.#isStillRight(kept))) continue;
      if (this.#isCostly(source)) yield* this.#bindCostly(source);
      this.#compile(source);
      yield;
    }
  }

  /** The flag as it was, where it did not change itself. */
  #kept(key: string): CompiledFlag | undefined {
    return this.#fresh.has(key) || this.#removed.has(key) ? undefined : this.#before.table.get(key);
  }

  /** On a circle nothing is bound to anything: what is on one, or was, is looked at again. */
  #isStillRight(flag: CompiledFlag): boolean {
    const { key, dependencies } = flag;
    if (this.order.circles.has(key) || this.#before.prerequisites.order.circles.has(key)) return false;
    for (const [other, bound] of dependencies.flags) if (this.flag(other) !== bound) return false;
    return this.#isBound(flag);
  }

  #isBound({ dependencies }: CompiledFlag): boolean {
    return (
      isBoundTo(dependencies.segments, this.segments) &&
      isBoundTo(dependencies.bucketGroups, this.bucketGroups)
    );
  }

  /** Asked first, because a generator for each of ten thousand flags takes longer than to compile one. */
  #isCostly({ setting }: RulesetFlag): boolean {
    return setting !== null && isCostly(setting.rules, this.registry);
  }

  #bindCostly({ setting }: RulesetFlag): Steps<void> {
    return this.binder.bindCostly(setting?.rules ?? [], this.registry);
  }

  #compile(source: RulesetFlag): void {
    this.compiled.set(source.key, compileFlag(source, this, this.#host));
  }
}

/** The same ones as before when no flag with prerequisites came, went or changed. */
function toPrerequisites(before: Prerequisites, { set, removed }: ListChange<RulesetFlag>): Prerequisites {
  const hasNew = set.some(({ key, setting }) => setting?.prerequisites.length || before.of.has(key));
  if (!hasNew && !removed.some((key) => before.of.has(key))) return before;
  const changed = new Map(before.of);
  for (const key of removed) changed.delete(key);
  for (const { key, setting } of set) {
    const needs = setting?.prerequisites.map(({ flag }) => flag) ?? [];
    if (needs.length > 0) changed.set(key, needs);
    else changed.delete(key);
  }
  // Where a circle is entered depends on their order, and with it what is said of it.
  const of = new Map([...changed].sort(([one], [other]) => (one < other ? -1 : 1)));
  return { of, order: orderByDependency(of) };
}

const plain: FlagCheck = {
  dependencies: { segments: new Map(), flags: new Map(), bucketGroups: new Map() },
  problems: [],
  failed: false,
  timed: false,
};

function compileFlag(source: RulesetFlag, context: CheckContext, host: FlagHost): CompiledFlag {
  const { setting } = source;
  if (setting === null) return new CompiledFlag(source, host, plain);
  const scope = new CheckScope(source, context);
  reportNeeds(source, context.registry, scope.report);
  reportOff(source, scope.report);
  const compiled = compileSetting(setting, scope);
  const { problems, dependencies } = scope;
  const offIsKnown = setting.off === null || hasVariant(source, setting.off);
  // Off needs nothing else to be right: turning off always works.
  const failed = setting.enabled ? problems.some(({ inactive }) => !inactive) : !offIsKnown;
  const timed = setting.enabled && compiled !== undefined && isTimed(compiled);
  const depends = dependencies.segments.size + dependencies.flags.size + dependencies.bucketGroups.size > 0;
  const isPlain = problems.length === 0 && !timed && !depends;
  return new CompiledFlag(source, host, isPlain ? plain : { dependencies, problems, failed, timed });
}

function reportNeeds(source: RulesetFlag, registry: Registry, report: Report): void {
  const missing = source.needs.filter((need) => !registry.has(need)).map((need) => `'${need}'`);
  if (missing.length === 0) return;
  const [are, plugin] = missing.length === 1 ? ['is', 'plugin'] : ['are', 'plugins'];
  const message = `The flag needs ${joinWords(missing, 'and')}, which ${are} not installed here. Update this host, or install the ${plugin}.`;
  report({ code: 'need-missing', steps: ['needs'], message });
}

function reportOff(source: RulesetFlag, report: Report): void {
  const off = source.setting?.off ?? undefined;
  if (off === undefined || hasVariant(source, off)) return;
  const message = `The flag has no version '${off}' to serve when off. Choose one that it has, or none.`;
  report({ code: 'variant-missing', steps: ['setting', 'off'], message });
}
