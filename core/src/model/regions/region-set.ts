import { countryOf, toRegionCode } from './region-code.ts';
import { countryCodes } from './world-regions.ts';

/** Where a person is relative to a list of regions. `unknown`: no region, or one too coarse to decide. */
export type RegionOutcome = 'listed' | 'not listed' | 'unknown';

/** An unknown code such as XX counts as no region, so that an exception does not let it through. */
const countries: ReadonlySet<unknown> = new Set(countryCodes.map(toRegionCode));

/** Regions to be asked about. A subdivision belongs to its country: `US-CA` is in `US`. */
export class RegionSet {
  readonly #regions: ReadonlySet<number>;
  /** Countries that are listed only in part: the country's code alone decides nothing. */
  readonly #partly: ReadonlySet<number>;

  constructor(codes: Iterable<string>) {
    const regions = new Set<number>();
    for (const code of codes) {
      const region = toRegionCode(code);
      if (region !== undefined) regions.add(region);
    }
    this.#regions = regions;
    this.#partly = new Set([...regions].map(countryOf).filter((country) => !regions.has(country)));
  }

  /** Where somebody is whose region is `value`. Allocates nothing. */
  check(value: unknown): RegionOutcome {
    const region = toRegionCode(value);
    if (region === undefined) return 'unknown';
    const country = countryOf(region);
    if (this.#regions.has(region) || this.#regions.has(country)) return 'listed';
    if (region === country && this.#partly.has(country)) return 'unknown';
    return countries.has(country) ? 'not listed' : 'unknown';
  }
}
