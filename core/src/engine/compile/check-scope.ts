import { limits } from '../../model/limits.ts';
import type { Registry } from '../../plugin/registry.ts';
import type { StrategySubject } from '../../plugin/subject.ts';
import type { RegionTable } from '../nodes/region-table.ts';
import type { RulesetFlag } from '../../model/ruleset.ts';
import type { Prerequisite } from '../../model/setting.ts';
import type { Binder } from './binder.ts';
import { bindBucketGroup } from './compile-bucket-groups.ts';
import type { CompiledFlag, FlagDependencies } from '../nodes/compiled-flag.ts';
import type { CompiledBucketGroup } from '../nodes/compiled-bucket-group.ts';
import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import { bindSegment, orNone } from './compile-segments.ts';
import type { DependencyOrder } from './dependency-order.ts';
import { FlagOutcomes, hasVariant } from '../evaluate/flag-outcomes.ts';
import { toProblem } from '../nodes/problem.ts';
import type { Problem, Report, Path } from '../nodes/problem.ts';
import { RunStrategySubject } from '../evaluate/evaluation-subject.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';
import type { SettingScope } from './scope.ts';

/** What all flags of a ruleset are checked against. */
export interface CheckContext {
  readonly environment: string;
  readonly registry: Registry;
  readonly run: EvaluationState;
  readonly binder: Binder;
  readonly regions: RegionTable;
  readonly segments: ReadonlyMap<string, CompiledSegment>;
  readonly bucketGroups: ReadonlyMap<string, CompiledBucketGroup>;
  readonly order: DependencyOrder;
  /** The flag of that key, if there is one and it was checked already. */
  flag(key: string): CompiledFlag | undefined;
  /** Whether there is such a flag, checked or not. */
  exists(key: string): boolean;
}

/** Compiles one flag to see what is wrong with it and what it depends on; what is compiled in it is thrown away. */
export class CheckScope implements SettingScope {
  readonly registry: Registry;
  readonly run: EvaluationState;
  readonly binder: Binder;
  readonly regions: RegionTable;
  readonly outcomes: FlagOutcomes;
  readonly report: Report;
  readonly #source: RulesetFlag;
  readonly #context: CheckContext;
  readonly #problems: Problem[];
  readonly #segments: Map<string, CompiledSegment | undefined>;
  readonly #flags: Map<string, CompiledFlag | undefined>;
  readonly #groups: Map<string, CompiledBucketGroup | undefined>;

  constructor(source: RulesetFlag, context: CheckContext, awake?: CheckScope) {
    this.registry = context.registry;
    this.run = context.run;
    this.binder = context.binder;
    this.regions = context.regions;
    this.outcomes = awake?.outcomes ?? new FlagOutcomes(source, context.environment);
    this.#source = source;
    this.#context = context;
    this.#problems = awake ? awake.#problems : [];
    this.#segments = awake ? awake.#segments : new Map();
    this.#flags = awake ? awake.#flags : new Map();
    this.#groups = awake ? awake.#groups : new Map();
    const subject = `flag/${source.key}`;
    this.report = awake
      ? (problem) => awake.report({ ...problem, inactive: true })
      : (problem) => this.#problems.push(toProblem(subject, problem));
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  get dependencies(): FlagDependencies {
    return {
      segments: orNone(this.#segments),
      flags: orNone(this.#flags),
      bucketGroups: orNone(this.#groups),
    };
  }

  subject(): StrategySubject {
    return new RunStrategySubject(this.run, '');
  }

  group(key: string): CompiledBucketGroup | undefined {
    const { bucketGroups } = this.#context;
    return bindBucketGroup(key, { groups: bucketGroups, bound: this.#groups, report: this.report });
  }

  segment(key: string, steps: Path, to: Report): CompiledSegment | undefined {
    const { segments } = this.#context;
    return bindSegment(key, steps, { segments, bound: this.#segments, report: to });
  }

  disabled(): CheckScope {
    return new CheckScope(this.#source, this.#context, this);
  }

  prerequisite({ flag: key, variants }: Prerequisite, steps: Path): CompiledFlag | undefined {
    const { order } = this.#context;
    const circle = order.circles.get(this.#source.key);
    if (circle?.includes(key)) {
      const message = `The flag is its own prerequisite: ${circle.join(' → ')}. Take one of these out.`;
      this.report({ code: 'flag-cycle', steps: [...steps, 'flag'], message });
      return undefined;
    }
    if ((order.heights.get(this.#source.key) ?? 0) > limits.prerequisiteDepth) {
      const message = `Prerequisites of prerequisites go at most ${limits.prerequisiteDepth} deep. Take one level out.`;
      this.report({ code: 'flag-depth', steps: [...steps, 'flag'], message });
    }
    const flag = this.#context.flag(key);
    this.#flags.set(key, flag);
    if (!flag) {
      this.#reportAbsent(key, steps);
      return undefined;
    }
    variants.forEach((variant, index) => {
      if (hasVariant(flag.source, variant)) return;
      const message = `Flag '${key}' has no version '${variant}'. Choose one that it has.`;
      this.report({ code: 'variant-missing', steps: [...steps, 'variants', index], message });
    });
    return flag;
  }

  /** A flag that exists and is not checked yet is on a circle, or above one. */
  #reportAbsent(key: string, steps: Path): void {
    if (this.#context.exists(key)) {
      const message = `Flag '${key}' leads into a circle of prerequisites. Take one of them out.`;
      this.report({ code: 'flag-cycle', steps: [...steps, 'flag'], message });
      return;
    }
    const message = `This environment has no flag '${key}'. Publish that flag here first, or choose another.`;
    this.report({ code: 'flag-missing', steps: [...steps, 'flag'], message });
  }
}
