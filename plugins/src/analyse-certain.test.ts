import { createRegistry, defineOperator } from '@hoist/core';
import type { OperatorDefinition } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { standardPlugins } from './standard-plugins.ts';
import { find, findInRules, flag, rule, segment, timed, where } from './testing-analysis.ts';

const notIn: OperatorDefinition<string, never> = {
  name: 'acme:not-in',
  title: 'is not in',
  negatedTitle: 'is in',
  description: '',
  group: '',
  accepts: [],
  schema: z.string(),
  references: (key) => ({ segments: [key] }),
  matches: (_actual, key, subject) => !subject.inSegment(key),
  vectors: [],
};
const explode = () => {
  throw new Error('a plugin of somebody else');
};

describe('analyse: what is not certain is not said', () => {
  it('takes operands of any size', () => {
    for (const operand of [1e300, -1e21, '\ud800']) {
      const operator = typeof operand === 'number' ? 'at-least' : 'equals';
      expect(findInRules([rule([where('a', operator, operand), where('a', operator, operand)])])).toEqual([]);
    }
  });

  it('asks an operator of others, and does not guess what a segment means to it', () => {
    const atLeast = defineOperator({
      name: 'acme:at-least-or-in',
      title: 'is at least, or in',
      negatedTitle: 'is below, and not in',
      description: '',
      group: '',
      accepts: ['number'],
      schema: z.object({ min: z.number(), segment: z.string() }),
      references: ({ segment: key }) => ({ segments: [key] }),
      matches: (actual, operand, subject) => actual >= operand.min || subject.inSegment(operand.segment),
      vectors: [],
    });
    const fails = defineOperator({ ...notIn, name: 'acme:fails', matches: explode });
    const own = createRegistry([...standardPlugins, atLeast, defineOperator(notIn), fails]);
    const conditions = [
      where('n', 'acme:at-least-or-in', { min: 5, segment: 'nobody' }),
      timed('acme:fails', 'nobody'),
    ];
    const found = find(
      [flag('cart', { rules: [rule(conditions)] })],
      [segment('nobody', {})],
      undefined,
      own,
    );
    expect(found.map(({ code }) => code)).toEqual(['segment-empty']);
    const always = [rule([timed('acme:not-in', 'nobody')])];
    const said = find([flag('cart', { rules: always })], [segment('nobody', {})], undefined, own);
    expect(said.map(({ code }) => code)).toContain('condition-always');
  });
});
