import { createRegistry, defineOperator } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { expect, it } from 'vitest';
import { listPlugins } from './list-plugins.ts';

const office = defineOperator({
  name: 'acme:office',
  title: 'is in the office',
  negatedTitle: 'is not in the office',
  description: 'Whether an address is one of ours.',
  group: 'Acme',
  accepts: ['string'],
  schema: null,
  matches: (actual) => actual.startsWith('10.'),
  vectors: [
    { actual: '10.0.0.7', matches: true },
    { now: 0, matches: false },
  ],
});

it('lists every installed plugin once, with its examples and whose it is', () => {
  const plugins = listPlugins({ registry: createRegistry([...standardPlugins, office]) });
  expect(plugins).toHaveLength(standardPlugins.length + 1);
  expect(plugins.filter(({ isStandard }) => !isStandard)).toEqual([
    {
      kind: 'operator',
      name: 'acme:office',
      title: 'is in the office · is not in the office',
      description: 'Whether an address is one of ours.',
      isStandard: false,
      group: 'Acme',
      schema: null,
      examples: [
        { given: [['actual', '"10.0.0.7"']], result: 'matches' },
        { given: [['now', '1970-01-01T00:00:00.000Z']], result: 'does not match' },
      ],
    },
  ]);
  expect(plugins.every(({ examples }) => examples.length > 0)).toBe(true);
});
