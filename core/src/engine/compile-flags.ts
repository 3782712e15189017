import { limits } from '../limits.ts';
import type { Registry } from '../plugin/registry.ts';
import type { RegionTable } from '../regions/region-table.ts';
import type { Resolution } from '../resolution.ts';
import type { RulesetFlag } from '../ruleset.ts';
import type { Prerequisite } from '../setting.ts';
import type { Binder } from './binder.ts';
import { bindBucketGroup } from './compile-bucket-groups.ts';
import { CompiledFlag } from './compiled-flag.ts';
import type { CompiledGroup } from './compiled-group.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import { compileSetting } from './compiled-setting.ts';
import type { CompiledSetting, SettingScope } from './compiled-setting.ts';
import { bindSegment, isBoundTo, orNone } from './compile-segments.ts';
import { orderByDependency } from './dependency-order.ts';
import type { DependencyOrder } from './dependency-order.ts';
import { FlagOutcomes } from './flag-outcomes.ts';
import type { Problem, Report } from './problem.ts';
import type { Run } from './run.ts';

/** What flags are compiled from. */
export interface FlagsInput {
  readonly flags: readonly RulesetFlag[];
  readonly environment: string;
  readonly segments: ReadonlyMap<string, CompiledSegment>;
  readonly groups: ReadonlyMap<string, CompiledGroup>;
  readonly registry: Registry;
  readonly run: Run;
  readonly binder: Binder;
  readonly regions: RegionTable;
  readonly previous: ReadonlyMap<string, CompiledFlag> | undefined;
}

/** Compiles all flags, each after its prerequisites; one that is unchanged and bound to unchanged things is reused. */
export function compileFlags(input: FlagsInput): Map<string, CompiledFlag> {
  const compiled = new Map<string, CompiledFlag>();
  const dependent = new Map<string, readonly string[]>();
  const sources = new Map<string, RulesetFlag>();
  for (const source of input.flags) {
    const prerequisites = source.setting?.prerequisites ?? [];
    if (prerequisites.length > 0)
      dependent.set(
        source.key,
        prerequisites.map(({ flag }) => flag),
      );
    sources.set(source.key, source);
  }
  const order = orderByDependency(dependent);
  const context: FlagContext = { ...input, compiled, order };
  for (const source of sources.values()) {
    if (!dependent.has(source.key)) compiled.set(source.key, compileOrReuse(source, context));
  }
  for (const key of order.ordered) {
    const source = sources.get(key);
    if (source) compiled.set(key, compileOrReuse(source, context));
  }
  return compiled;
}

interface FlagContext extends FlagsInput {
  readonly compiled: ReadonlyMap<string, CompiledFlag>;
  readonly order: DependencyOrder;
}

function compileOrReuse(source: RulesetFlag, context: FlagContext): CompiledFlag {
  const before = context.previous?.get(source.key);
  const reusable =
    before !== undefined &&
    before.source === source &&
    isBoundTo(before.dependencies.segments, context.segments) &&
    isBoundTo(before.dependencies.flags, context.compiled) &&
    isBoundTo(before.dependencies.groups, context.groups);
  return reusable ? before : compileFlag(source, context);
}

function compileFlag(source: RulesetFlag, context: FlagContext): CompiledFlag {
  const { run } = context;
  const problems: Problem[] = [];
  const segments = new Map<string, CompiledSegment | undefined>();
  const flags = new Map<string, CompiledFlag | undefined>();
  const groups = new Map<string, CompiledGroup | undefined>();
  const report: Report = (problem) => problems.push({ ...problem, subject: `flag/${source.key}` });
  const outcomes = new FlagOutcomes(source, context.environment);
  const compiled = source.setting && compileSetting(source.setting, outcomes, toScope());
  const usable = source.setting?.enabled === true && problems.every(({ dormant }) => dormant);
  const setting = usable ? (compiled ?? undefined) : undefined;
  const constant = constantOf(source, outcomes, setting);
  return new CompiledFlag(run, {
    source,
    dependencies: { segments: orNone(segments), flags: orNone(flags), groups: orNone(groups) },
    problems,
    outcomes,
    constant,
    setting,
  });

  function toScope(): SettingScope {
    reportNeeds(source, context.registry, report);
    reportOff(source, outcomes, report);
    return {
      registry: context.registry,
      run,
      binder: context.binder,
      regions: context.regions,
      report,
      segment: (key, path, to) =>
        bindSegment(key, path, { segments: context.segments, bound: segments, report: to }),
      group: (key) => bindBucketGroup(key, { groups: context.groups, bound: groups, report }),
      prerequisite: (prerequisite, path) =>
        bindFlag(prerequisite, path, { source, context, bound: flags, report }),
    };
  }
}

/** What a flag resolves to without being asked: not set up, off, failed or on for everyone. */
function constantOf(
  source: RulesetFlag,
  outcomes: FlagOutcomes,
  setting: CompiledSetting | undefined,
): Resolution | undefined {
  if (source.setting === null) return outcomes.served(undefined, 'DISABLED');
  const off = source.setting.off ?? undefined;
  const offIsKnown = off === undefined || outcomes.has(off);
  // Off needs nothing else to be right: turning off always works.
  if (!source.setting.enabled && offIsKnown) return outcomes.served(off, 'DISABLED');
  if (setting === undefined) return outcomes.failed('PARSE_ERROR', cannotBeRead);
  const { prerequisites, gate, claim, rules, everyoneElse } = setting;
  const asked = prerequisites.length + rules.length > 0 || gate !== undefined || claim !== undefined;
  return asked ? undefined : everyoneElse.constant;
}

/** Says nothing of the rules: browsers read it. `failures` of the compiled ruleset say what it is. */
const cannotBeRead = 'The flag uses something that this host lacks or cannot read. Its log says what.';

function reportNeeds(source: RulesetFlag, registry: Registry, report: Report): void {
  for (const need of source.needs) {
    if (registry.has(need)) continue;
    const message = `The flag needs '${need}', which is not installed here. Update this host, or install the plugin.`;
    report({ code: 'need-missing', path: 'needs', message });
  }
}

function reportOff(source: RulesetFlag, outcomes: FlagOutcomes, report: Report): void {
  const off = source.setting?.off ?? undefined;
  if (off === undefined || outcomes.has(off)) return;
  const message = `The flag has no version '${off}' to serve when off. Choose one that it has, or none.`;
  report({ code: 'variant-missing', path: 'setting.off', message });
}

function bindFlag(
  prerequisite: Prerequisite,
  path: string,
  from: {
    readonly source: RulesetFlag;
    readonly context: FlagContext;
    readonly bound: Map<string, CompiledFlag | undefined>;
    readonly report: Report;
  },
): CompiledFlag | undefined {
  const { source, context, bound, report } = from;
  const key = prerequisite.flag;
  const circle = context.order.circles.get(source.key);
  if (circle?.includes(key)) {
    const message = `The flag is its own prerequisite: ${circle.join(' → ')}. Take one of these out.`;
    report({ code: 'flag-cycle', path: `${path}.flag`, message });
    return undefined;
  }
  if ((context.order.heights.get(source.key) ?? 0) > limits.prerequisiteDepth) {
    const message = `Prerequisites of prerequisites go at most ${limits.prerequisiteDepth} deep. Take one level out.`;
    report({ code: 'flag-depth', path: `${path}.flag`, message });
  }
  const flag = context.compiled.get(key);
  bound.set(key, flag);
  if (!flag) {
    report({
      code: 'flag-missing',
      path: `${path}.flag`,
      message: `Flag '${key}' does not exist here. Choose another.`,
    });
    return undefined;
  }
  prerequisite.variants.forEach((variant, index) => {
    if (flag.outcomes.has(variant)) return;
    const message = `Flag '${key}' has no version '${variant}'. Choose one that it has.`;
    report({ code: 'variant-missing', path: `${path}.variants.${index}`, message });
  });
  return flag;
}
