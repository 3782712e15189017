import type { Json, ValueType } from '@hoist/core';
import { readNumber, sayWrongNumber, writeNumber } from '../read-number.ts';
import type { DecimalMark } from '../read-number.ts';

/** The message for a text that is no value of this type. */
const wrongValues: Readonly<Record<ValueType, string>> = {
  boolean: 'Choose true or false.',
  string: 'Enter a text.',
  integer: 'Enter a whole number, without separators, like 1000.',
  float: 'Enter a number, without separators of thousands, like 0.5.',
  object: 'Enter a JSON object or list, like {"limit": 3}.',
};

/** Writes a value as a form shows it; {@link readValue} gives it back. */
export function showValue(type: ValueType, value: Json): string {
  if (type === 'object') return JSON.stringify(value, null, 2);
  if (typeof value === 'number') return writeNumber(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Reads what was typed as a value of the type; undefined if it is none, or could be read as two. `1.234` is a float for whoever
 * writes decimals after a point, and never an integer.
 */
export function readValue(type: ValueType, text: string, mark?: DecimalMark): Json | undefined {
  switch (type) {
    case 'string':
      return text;
    case 'boolean':
      return { true: true, false: false }[text.trim()];
    case 'object':
      return readObject(text);
    default:
      return readTyped(type, text.trim(), mark);
  }
}

function readTyped(type: 'integer' | 'float', text: string, mark?: DecimalMark): number | undefined {
  const number = readNumber(text, type === 'float' ? mark : undefined);
  if (!Number.isFinite(number)) return undefined;
  return type === 'integer' && !Number.isSafeInteger(number) ? undefined : number;
}

function readObject(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Says why what was typed is no value of the type. */
export function sayWrongValue(type: ValueType, text: string): string {
  const isNumber = type === 'integer' || type === 'float';
  return (isNumber ? sayWrongNumber(text) : undefined) ?? wrongValues[type];
}
