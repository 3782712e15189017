import { describe, expect, it } from 'vitest';
import { editor, openFilledHoist } from '../testing.ts';
import { listRegionChoices } from './list-region-choices.ts';
import { changeRegions, readRegionsView } from './regions.ts';

describe('regions to choose from', () => {
  it('are groups of the installation, those that come with Hoist, and countries, each once', async () => {
    const hoist = await openFilledHoist();
    const regions = { attribute: 'country', groups: { NORTH: ['DK', 'SE'], EFTA: ['CH'] } };
    await changeRegions(hoist, editor, { ifMatch: readRegionsView(hoist).etag, regions });
    const choices = listRegionChoices(hoist);
    expect(choices.slice(0, 2).map(({ key }) => key)).toEqual(['EFTA', 'NORTH']);
    expect(choices).toContainEqual({ key: 'DE', name: 'Germany' });
    expect(choices.map(({ key }) => key)).toContain('LATAM');
    expect(new Set(choices.map(({ key }) => key)).size).toBe(choices.length);
  });
});
