import type { Availability } from '../setting.ts';
import { readAttribute, toAttributePath } from './attribute-path.ts';
import { countryOf, toRegionCode } from './region-code.ts';
import type { Run } from './run.ts';

/** The attribute that says where a person is: ISO 3166-1 or 3166-2, in any case. */
export const regionAttribute = 'country';

/** Where a person is, as far as a list of regions goes. `unknown`: no region, or one too coarse to tell. */
export type RegionOutcome = 'listed' | 'not listed' | 'unknown';

const regionPath = toAttributePath(regionAttribute);

/** In which regions a flag is available. A subdivision belongs to its country: `US-CA` is in `US`. */
export class CompiledAvailability {
  readonly #run: Run;
  readonly #regions: ReadonlySet<number>;
  /** Countries of which only a part is listed: being in one of them tells nothing. */
  readonly #partly: ReadonlySet<number>;
  readonly #allows: Readonly<Record<RegionOutcome, boolean>>;

  constructor(source: Exclude<Availability, { mode: 'everywhere' }>, run: Run) {
    const regions = new Set<number>();
    for (const region of source.regions) {
      const code = toRegionCode(region);
      if (code !== undefined) regions.add(code);
    }
    this.#run = run;
    this.#regions = regions;
    this.#partly = new Set([...regions].map(countryOf).filter((country) => !regions.has(country)));
    const only = source.mode === 'only';
    this.#allows = { listed: only, 'not listed': !only, unknown: source.unknownRegion === 'inside' };
  }

  /** Where the subject of the evaluation under way is. */
  check(): RegionOutcome {
    const region = toRegionCode(readAttribute(this.#run.context, regionPath));
    if (region === undefined) return 'unknown';
    const country = countryOf(region);
    if (this.#regions.has(region) || this.#regions.has(country)) return 'listed';
    return region === country && this.#partly.has(country) ? 'unknown' : 'not listed';
  }

  /** Whether the flag is available there. */
  allows(outcome: RegionOutcome): boolean {
    return this.#allows[outcome];
  }
}
