import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { availabilitySchema } from '../model/setting.ts';
import { describeAvailability, describeRegions } from './describe-availability.ts';

describe('describeAvailability', () => {
  it.each<[string, Json]>([
    ['everywhere', { mode: 'everywhere' }],
    ['only in Germany and the EU', { mode: 'only', regions: ['DE', 'EU'] }],
    [
      'except in US-CA, LAUNCH and Latin America and the Caribbean',
      { mode: 'except', regions: ['US-CA', 'LAUNCH', 'LATAM'] },
    ],
    ['only in Kosovo, or where unknown', { mode: 'only', regions: ['XK'], unknownRegion: 'inside' }],
  ])('says "%s"', (sentence, availability) => {
    expect(describeAvailability(availabilitySchema.parse(availability))).toBe(sentence);
  });
});

describe('describeRegions', () => {
  it('names some, and counts many', () => {
    expect(describeRegions(['DE', 'EEA'], 'or')).toBe('Germany or the EEA');
    expect(
      describeRegions(
        Array.from({ length: 9 }, () => 'DE'),
        'or',
      ),
    ).toBe('9 regions');
  });
});
