import { limits } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { readContext } from './read-context.ts';

const read = (text: string) => readContext(Buffer.from(text));
const nested = (levels: number) => `{"context":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`;

function refusal(body: Buffer): { errorCode: string; errorDetails: string } {
  const found = readContext(body);
  if (!('refusal' in found)) throw new Error('The body was accepted.');
  expect(found.refusal.status).toBe(400);
  return JSON.parse(found.refusal.body ?? '') as { errorCode: string; errorDetails: string };
}

describe('readContext', () => {
  it.each(['', '{}', '{"context":null}', '{"context":{}}'])('takes %j as an empty context', (text) => {
    expect(read(text)).toEqual({ context: {} });
  });

  it('gives the attributes and ignores unknown fields', () => {
    expect(read('{"context":{"targetingKey":"a","plan":"pro"},"other":[1]}')).toEqual({
      context: { targetingKey: 'a', plan: 'pro' },
    });
  });

  it.each([
    ['{"context":', 'PARSE_ERROR'],
    ['{"context":{},}', 'PARSE_ERROR'],
    ['{"context":{"a":NaN}}', 'PARSE_ERROR'],
    ['{"context":{"a":1e400}}', 'PARSE_ERROR'],
    ['\ufeff{}', 'PARSE_ERROR'],
    ['null', 'INVALID_CONTEXT'],
    ['[]', 'INVALID_CONTEXT'],
    ['"x"', 'INVALID_CONTEXT'],
    ['{"context":[]}', 'INVALID_CONTEXT'],
    ['{"context":"x"}', 'INVALID_CONTEXT'],
    ['{"context":{"targetingKey":7}}', 'INVALID_CONTEXT'],
    [`{"context":{"targetingKey":"${'k'.repeat(1_025)}"}}`, 'INVALID_CONTEXT'],
  ])('refuses %.40j as %s', (text, errorCode) => {
    expect(refusal(Buffer.from(text)).errorCode).toBe(errorCode);
  });

  it('takes a targeting key of as many characters as a segment can list', () => {
    const longest = '🚀'.repeat(limits.targetingKey);
    expect(read(JSON.stringify({ context: { targetingKey: longest } }))).toHaveProperty('context');
    expect(
      refusal(Buffer.from(JSON.stringify({ context: { targetingKey: `${longest}k` } }))).errorDetails,
    ).toBe("'targetingKey' has at most 1024 characters.");
  });

  it('refuses what is not UTF-8, and says so', () => {
    expect(refusal(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toMatchObject({
      errorCode: 'PARSE_ERROR',
      errorDetails: expect.stringContaining('UTF-8') as string,
    });
  });

  it('accepts 16 levels and refuses the 17th', () => {
    expect(read(nested(15))).toHaveProperty('context');
    expect(refusal(Buffer.from(nested(16))).errorDetails).toContain('at most 16 levels');
  });

  it('refuses an object with 1,001 attributes by naming the limit', () => {
    const attributes = Array.from({ length: 1_001 }, (_, index) => `"a${index}":1`).join(',');
    expect(refusal(Buffer.from(`{"context":{${attributes}}}`)).errorDetails).toContain(
      'at most 1000 entries',
    );
  });

  it('keeps special names as plain data and pollutes nothing', () => {
    const found = read('{"context":{"__proto__":{"polluted":true},"constructor":1}}');
    expect('context' in found && Object.keys(found.context)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
