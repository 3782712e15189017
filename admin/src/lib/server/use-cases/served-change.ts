import { findNeeds, toServedFlag, toServedSegment } from '@hoist/core';
import type {
  Condition,
  FlagDefinition,
  Json,
  Problem,
  Registry,
  Ruleset,
  Serve,
  ServedFlag,
  ServedSegment,
  Setting,
} from '@hoist/core';
import type { Hoist } from '../hoist.ts';
import type { Definitions } from './definitions.ts';
import type { Change } from './commit-change.ts';
import { findLacking } from './find-lacking.ts';
import { findAddedProblems } from './problems.ts';
import type { Served } from './served.ts';

/** A change to what an environment serves, before it is parts. */
export interface ServedChange {
  readonly flags: ReadonlyMap<
    string,
    { readonly definition: FlagDefinition | ServedFlag; readonly setting: Setting | null }
  >;
  readonly segments: ReadonlyMap<string, ServedSegment>;
}

export interface Prepared extends Change {
  readonly set: ReadonlyMap<string, Json>;
  readonly problems: readonly Problem[];
}

/** Who has to be able to evaluate a change: this process, and the relays that run. */
export type Hosts = Pick<Hoist, 'registry' | 'relays'>;

/** Turns a change into parts on top of what is served, and lists the faults that it would add. */
export function prepareServed(served: Served, change: ServedChange, { registry, relays }: Hosts): Prepared {
  const segments = new Map<string, ServedSegment>(
    [...served.segments].map(([key, segment]) => [key, segment]),
  );
  for (const [key, segment] of change.segments) segments.set(key, segment);
  const flags = new Map<string, ServedFlag>([...served.flags].map(([key, flag]) => [key, flag]));
  for (const [key, { definition, setting }] of change.flags) {
    flags.set(key, serve(definition, setting));
  }
  const set = new Map<string, Json>();
  for (const key of change.segments.keys()) set.set(`segment/${key}`, segments.get(key) as unknown as Json);
  for (const key of change.flags.keys()) set.set(`flag/${key}`, flags.get(key) as unknown as Json);
  // What is not installed is then named where it is asked for, not in a list that nobody wrote.
  for (const [key, flag] of flags) if (change.flags.has(key)) flags.set(key, { ...flag, needs: [] });
  const after = withParts(served.ruleset, flags, segments);
  const problems = findAddedProblems(served.ruleset, after, registry);
  return { set, problems: [...problems, ...findLacking(served, change, relays.latest)] };
}

/** Segments as a change needs them: what the environment lacks is taken from the definitions, along with what that needs. */
export function missingSegments(
  keys: Iterable<string>,
  served: Served,
  definitions: Definitions,
  registry: Registry,
) {
  const taken = new Map<string, ServedSegment>();
  const queue = [...keys];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const definition = definitions.segments.get(key);
    if (served.segments.has(key) || taken.has(key) || !definition) continue;
    taken.set(key, toServedSegment(definition));
    queue.push(...findSegmentReferences(definition.groups, registry));
  }
  return taken;
}

/** All segments that a setting names: in rules, conditions, rollouts and never-for. */
export function segmentsOfSetting(setting: Setting, registry: Registry): Set<string> {
  const found = new Set(setting.never);
  const serves = [setting.everyoneElse, ...setting.rules.map(({ serve: each }) => each)];
  for (const key of serves.flatMap((each) => findServeReferences(each, registry))) found.add(key);
  for (const rule of setting.rules) {
    for (const key of rule.segments) found.add(key);
    for (const key of findSegmentReferences([rule], registry)) found.add(key);
  }
  return found;
}

/** Segments that a rollout asks about, by what its strategy says of its own parameters. */
function findServeReferences({ strategy, params }: Serve, registry: Registry): readonly string[] {
  const bound = registry.strategies.get(strategy)?.bind(params);
  return bound?.ok ? (bound.bound.references.segments ?? []) : [];
}

/** Segments that conditions ask about, by what each operator says of its own operand. */
export function findSegmentReferences(
  groups: readonly { readonly conditions: readonly Condition[] }[],
  registry: Registry,
): string[] {
  return groups.flatMap((group) =>
    group.conditions.flatMap(({ operator, operand }) => {
      const bound = registry.operators.get(operator)?.bind(operand);
      return bound?.ok ? bound.bound.segments : [];
    }),
  );
}

function serve(definition: FlagDefinition | ServedFlag, setting: Setting | null): ServedFlag {
  const needs = findNeeds(setting, []);
  if ('needs' in definition) {
    const { key, revision, type, clientVisible, variants } = definition;
    return { key, revision, type, clientVisible, variants, setting, needs: [...needs].sort() };
  }
  return toServedFlag(definition, setting, needs);
}

function withParts(
  ruleset: Ruleset,
  flags: ReadonlyMap<string, ServedFlag>,
  segments: ReadonlyMap<string, ServedSegment>,
): Ruleset {
  const version = ruleset.version + 1;
  return {
    ...ruleset,
    flags: [...flags.values()].map((flag) =>
      'version' in flag ? (flag as Ruleset['flags'][number]) : { ...flag, version },
    ),
    segments: [...segments.values()].map((segment) =>
      'version' in segment ? (segment as Ruleset['segments'][number]) : { ...segment, version },
    ),
  };
}
