import { createRegistry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { describe, expect, it } from 'vitest';
import { parseOperand, toOperandDraft, toOperandForm } from './operand.ts';

type Operator = Parameters<typeof toOperandForm>[0];

const text = { schema: { type: 'string' } };
const list = {
  schema: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
};
const scalar = {
  schema: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
};
const open: Operator = {
  schema: {
    anyOf: [
      { type: 'string' },
      { type: 'array', items: { type: 'string' } },
      {
        type: 'object',
        properties: {
          texts: { type: 'array', items: { type: 'string' } },
          ignoreCase: { type: 'boolean', default: false, title: 'Ignore case' },
        },
      },
    ],
  },
};
const odd = { schema: { type: 'object' } };

describe('toOperandForm', () => {
  it.each([
    [text, { kind: 'scalar', types: ['string'] }],
    [list, { kind: 'list', types: ['string', 'number'] }],
    [scalar, { kind: 'scalar', types: ['string', 'number', 'boolean'] }],
    [{ schema: { type: 'integer' } }, { kind: 'scalar', types: ['number'] }],
    [{ schema: null }, { kind: 'none', types: [] }],
    [
      { schema: { type: 'string', format: 'segment' } },
      { kind: 'scalar', types: ['string'], hint: 'segment' },
    ],
    [odd, { kind: 'json', types: [] }],
  ])('reads the form from %j', (operator, form) => expect(toOperandForm(operator)).toEqual(form));
});

describe('the forms of the operators that come with Hoist', () => {
  const kinds = Object.groupBy([...createRegistry(standardPlugins).operators.values()], (operator) => {
    const { kind, hint } = toOperandForm({ schema: operator.jsonSchema });
    return hint ? `${kind} of ${hint}` : kind;
  });
  const namesOf = (kind: keyof typeof kinds) => (kinds[kind] ?? []).map(({ name }) => name).sort();

  it('are lines and fields: nobody has to write JSON', () => {
    expect(namesOf('json')).toEqual([]);
    expect(namesOf('fields')).toEqual(['between', 'date-between', 'size', 'time-window']);
    expect(namesOf('scalar of segment')).toEqual(['segment']);
    expect(namesOf('none')).toEqual(['exists']);
    expect(namesOf('list of region')).toEqual(['in-region']);
    expect(namesOf('scalar')).toContain('now-before');
  });
});

describe('parseOperand', () => {
  it('takes what was typed by its type', () => {
    expect(parseOperand(toOperandForm(scalar), { operand: ' 10 ', type: 'string', parts: {} })).toEqual({
      value: '10',
    });
    expect(parseOperand(toOperandForm(scalar), { operand: '10', type: 'number', parts: {} })).toEqual({
      value: 10,
    });
    expect(parseOperand(toOperandForm(scalar), { operand: 'True', type: 'boolean', parts: {} })).toEqual({
      value: true,
    });
  });

  it('takes a percentage with a comma', () => {
    const form = toOperandForm({ schema: { type: 'number', format: 'percent' } });
    expect(parseOperand(form, { operand: '12,5', type: 'number', parts: {} })).toEqual({ value: 12.5 });
  });

  it('takes a value a line for lists, without empty lines', () => {
    expect(parseOperand(toOperandForm(list), { operand: 'DE\n\n AT \n', type: 'string', parts: {} })).toEqual(
      {
        value: ['DE', 'AT'],
      },
    );
  });

  it('takes one line for a bare value where the schema does, and a switch beside the list', () => {
    const parse = (operand: string, parts = {}) =>
      parseOperand(toOperandForm(open), { operand, type: 'string', parts });
    expect(parse('@a.com')).toEqual({ value: '@a.com' });
    expect(parse('@a.com\n@b.com')).toEqual({ value: ['@a.com', '@b.com'] });
    expect(parse('a', { ignoreCase: 'on' })).toEqual({ value: { texts: ['a'], ignoreCase: true } });
    expect(parse('{beta}')).toEqual({ value: '{beta}' });
  });

  it.each([
    [scalar, { operand: 'ten', type: 'number' as const, parts: {} }, "'ten' is not a number."],
    [scalar, { operand: 'yes', type: 'boolean' as const, parts: {} }, "'yes' is neither true nor false."],
    [text, { operand: '  ', type: 'string' as const, parts: {} }, 'Enter a value.'],
    [list, { operand: '\n', type: 'string' as const, parts: {} }, 'Enter at least one value, one a line.'],
    [
      { schema: { type: 'number', format: 'percent' } },
      { operand: '101', type: 'number' as const, parts: {} },
      'Enter a percentage from 0 to 100, with at most 3 decimals.',
    ],
    [odd, { operand: '{', type: 'string' as const, parts: {} }, 'Enter this value as JSON.'],
  ])('says what is wrong with %j %j', (operator, draft, wrong) =>
    expect(parseOperand(toOperandForm(operator), draft)).toEqual({ wrongs: { '': wrong } }),
  );
});

describe('toOperandDraft', () => {
  it.each([
    ['DE', scalar],
    [12.5, scalar],
    [false, scalar],
    [['DE', 'AT'], list],
    [[1, 2], list],
    [{ from: 1 }, odd],
    ['@a.com', open],
    [['@a.com', '@b.com'], open],
    [{ texts: ['a'], ignoreCase: true }, open],
  ])('gives back %j', (operand, operator) => {
    const form = toOperandForm(operator);
    expect(parseOperand(form, toOperandDraft(operand, form))).toEqual({ value: operand });
  });
});
