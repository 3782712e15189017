import { describe, expect, it } from 'vitest';
import { explainFlag } from './explain-flag.ts';
import { openFilledHoist, refusalOf, setUp } from '../testing.ts';

describe('how an environment decides about somebody', () => {
  it('is explained step by step, with what was asked and found', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const tell = (context: object) =>
      explainFlag(hoist, { flag: 'checkout', environment: 'dev', context: { ...context } }).map(
        ({ outcome, text, details }) => [outcome, text, ...details],
      );
    expect(tell({ targetingKey: 'u-1', country: 'DE' })).toEqual([
      ['passed', 'The flag is on'],
      ['decided', 'A rule: fits, gets on', 'Beta: fits', 'country is DE: fits'],
      ['not reached', 'Everyone else'],
    ]);
    expect(tell({ targetingKey: 'u-1' })).toEqual([
      ['passed', 'The flag is on'],
      ['passed', 'A rule: does not fit', 'Beta: does not fit', 'country is DE: the attribute is missing'],
      ['decided', 'Everyone else, gets off'],
    ]);
  });

  it('is explained by what is published there, which may be nothing yet', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const steps = explainFlag(hoist, { flag: 'checkout', environment: 'staging', context: {} });
    expect(steps.map(({ text }) => text)).toEqual(['Nobody has chosen yet who gets it here']);
  });

  it('is refused for what does not exist', async () => {
    const hoist = await openFilledHoist();
    for (const place of [
      { flag: 'gone', environment: 'dev' },
      { flag: 'checkout', environment: 'gone' },
    ])
      expect((await refusalOf(async () => explainFlag(hoist, { ...place, context: {} }))).status).toBe(404);
  });
});
