import { findRegionGroup } from '../model/regions/region-groups.ts';
import type { Availability } from '../model/setting.ts';
import { joinWords } from '../plugin/words.ts';

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** A country or a named group by its English name; a part of a country by its code, an own group by its key. */
export function describeRegion(region: string): string {
  const group = findRegionGroup(region);
  if (group) return group.name;
  return /^[A-Z]{2}$/.test(region) ? (regionNames.of(region) ?? region) : region;
}

const mostRegions = 8;

/** `Germany and the EU`; many are counted. */
export function describeRegions(regions: readonly string[], conjunction: 'and' | 'or'): string {
  if (regions.length > mostRegions) return `${regions.length} regions`;
  return joinWords(regions.map(describeRegion), conjunction);
}

/** `everywhere`, `only in Germany and the EU`, `except in US-CA`. */
export function describeAvailability(availability: Availability): string {
  if (availability.mode === 'everywhere') return 'everywhere';
  const regions = joinWords(availability.regions.map(describeRegion), 'and');
  return `${availability.mode} in ${regions}${availability.unknownRegion === 'inside' ? ', or where unknown' : ''}`;
}
