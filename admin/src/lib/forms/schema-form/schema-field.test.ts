import { createRegistry } from '@hoist/core';
import type { Json } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { describe, expect, it } from 'vitest';
import { parseOperand, toOperandDraft, toOperandForm } from './operand.ts';

const { operators } = createRegistry(standardPlugins);

function formOf(name: string) {
  const operator = operators.get(name);
  if (!operator) throw new Error(name);
  return toOperandForm({ schema: operator.jsonSchema });
}

const parse = (name: string, parts: Record<string, string>) =>
  parseOperand(formOf(name), { operand: '', type: 'string', parts });

describe('fields of an operand', () => {
  it.each<[string, Json]>([
    ['between', { from: 18, to: 65.5 }],
    ['date-between', { from: '2026-03-01', to: 1772357400000 }],
    ['size', { atLeast: 2 }],
    ['time-window', { days: ['mon', 'fri'], from: '09:00', to: '17:00', timeZone: 'Europe/Berlin' }],
    ['ends-with', { texts: ['.example'], ignoreCase: true }],
    ['ends-with', '.example'],
  ])('give back what a condition of %s holds: %j', (name, operand) => {
    const form = formOf(name);
    expect(parseOperand(form, toOperandDraft(operand, form))).toEqual({ value: operand });
  });

  it('begin with what the schema says', () => {
    const { parts } = toOperandDraft(undefined, formOf('time-window'));
    expect(parts['days']).toEqual({ ...['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] });
    expect(toOperandDraft(undefined, formOf('ends-with')).parts).toEqual({});
  });

  it('say what is missing or wrong, by the path of the field', () => {
    expect(parse('between', { from: '1' })).toEqual({ wrongs: { to: 'To: enter a value.' } });
    expect(parse('between', { from: 'one', to: '2' })).toEqual({
      wrongs: { from: "'one' is not a number." },
    });
    expect(parse('time-window', { from: '09:00', to: '10:00', timeZone: 'UTC' })).toEqual({
      wrongs: { days: 'Days: choose at least one.' },
    });
  });

  it('leave out what is empty and need not be there', () => {
    expect(parse('size', { atLeast: '1', atMost: ' ' })).toEqual({ value: { atLeast: 1 } });
  });

  it('are JSON where a schema has something that no field shows', () => {
    const nested = { type: 'object', properties: { inner: { type: 'array' } } };
    expect(toOperandForm({ schema: nested }).kind).toBe('json');
  });
});
