import type { AttributePath } from './attribute-path.ts';
import { readAttribute } from './attribute-path.ts';
import type { RegionOutcome, RegionSet } from '../../model/regions/region-set.ts';
import type { Availability } from '../../model/setting.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';

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
