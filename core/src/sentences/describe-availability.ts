import type { Availability } from '../setting.ts';
import { joinWords } from './words.ts';

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** A region by its English name; a part of a country by its code. */
export function describeRegion(region: string): string {
  return /^[A-Z]{2}$/.test(region) ? (regionNames.of(region) ?? region) : region;
}

/** `everywhere`, `only in Germany and Austria`, `except in US-CA`. */
export function describeAvailability(availability: Availability): string {
  if (availability.mode === 'everywhere') return 'everywhere';
  const regions = joinWords(availability.regions.map(describeRegion), 'and');
  return `${availability.mode} in ${regions}${availability.unknownRegion === 'inside' ? ', or where unknown' : ''}`;
}
