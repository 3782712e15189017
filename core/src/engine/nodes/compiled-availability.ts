import type { AttributePath } from './attribute-path.ts';
import { readAttribute } from './attribute-path.ts';
import type { RegionOutcome, RegionSet } from '../../model/regions/region-set.ts';
import type { Availability } from '../../model/setting.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';
import type { Scope } from '../compile/scope.ts';

type Limited = Exclude<Availability, { mode: 'everywhere' }>;

/** In which regions a flag is available. */
export class CompiledAvailability {
  readonly #run: EvaluationState;
  readonly #path: AttributePath;
  readonly #regions: RegionSet;
  readonly #allows: Readonly<Record<RegionOutcome, boolean>>;

  constructor(
    source: Limited,
    asked: { readonly run: EvaluationState; readonly path: AttributePath; readonly regions: RegionSet },
  ) {
    const only = source.mode === 'only';
    this.#run = asked.run;
    this.#path = asked.path;
    this.#regions = asked.regions;
    this.#allows = { listed: only, 'not listed': !only, unknown: source.unknownRegion === 'inside' };
  }

  /** Where the subject of the evaluation under way is. */
  check(): RegionOutcome {
    return this.#regions.check(readAttribute(this.#run.context, this.#path));
  }

  /** Whether the flag is available there. */
  allows(outcome: RegionOutcome): boolean {
    return this.#allows[outcome];
  }
}

/** Compiles where a flag is available. Reports unknown regions; undefined for a missing region group. */
export function compileAvailability(
  source: Availability,
  path: string,
  scope: Scope,
): CompiledAvailability | undefined {
  if (source.mode === 'everywhere') return undefined;
  const regions = bindRegions(source.regions, `${path}.regions`, scope);
  return regions && new CompiledAvailability(source, { run: scope.run, path: scope.regions.path, regions });
}

/** The set of the regions that a list names; reports what is unknown in it, and gives undefined for a missing group. */
export function bindRegions(names: readonly string[], path: string, scope: Scope): RegionSet | undefined {
  const { set, unknown } = scope.regions.find(names);
  for (const { index, message, usable } of unknown) {
    scope.report({
      code: 'region-unknown',
      path: `${path}.${index}`,
      message,
      ...(usable && { inactive: true }),
    });
  }
  return set;
}
