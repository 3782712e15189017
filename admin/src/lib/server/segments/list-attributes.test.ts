import { expect, it } from 'vitest';
import { mira, openFilledHoist } from '../testing.ts';
import { listAttributes } from './list-attributes.ts';
import { createSegment } from './segments.ts';

it('attributes to choose from are the usual ones and those that segments ask about, each once', async () => {
  const hoist = await openFilledHoist();
  const condition = (attribute: string) => ({ attribute, operator: 'equals', operand: 'x' });
  const conditionGroups = [{ conditions: [condition('berth.length'), condition('country')] }];
  await createSegment(hoist, mira, { key: 'berths', name: 'Berths', conditionGroups });
  const attributes = listAttributes(hoist);
  expect(attributes).toContain('targetingKey');
  expect(attributes).toContain('berth.length');
  expect(new Set(attributes).size).toBe(attributes.length);
});
