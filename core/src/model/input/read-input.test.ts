import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readInput } from './read-input.ts';

describe('reading what came from outside', () => {
  const schema = z.object({
    name: z
      .string()
      .min(1, 'Name it.')
      .transform((name) => name.length),
  });

  it('gives what the schema makes of it', () => {
    expect(readInput(schema, { name: 'four' })).toEqual({ success: true, data: { name: 4 } });
  });

  it('says what is wrong, and where', () => {
    expect(readInput(schema, { name: '' })).toEqual({
      success: false,
      issues: [{ path: 'name', steps: ['name'], code: 'too-small', message: 'Name it.' }],
    });
  });

  it('refuses what makes the schema itself throw', () => {
    const name = JSON.parse('{"length": {"valueOf": null, "toString": null}}') as unknown;
    expect(() => schema.safeParse({ name })).toThrow(TypeError);
    expect(readInput(schema, { name })).toMatchObject({ success: false, issues: [{ path: '' }] });
  });
});
