import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createFlag } from '../flags/flags.ts';
import { parseInput } from './parse.ts';
import { fieldError, notFound, toPointer, UseCaseError } from './use-case-error.ts';
import { mira, openFilledHoist, refusalOf } from '../testing.ts';
import { toProblem } from './api-problem.ts';
import { problemSchema } from '../api/problem-schema.ts';

const read = async (error: unknown) => problemSchema.strict().parse(await toProblem(error).json());

describe('a problem', () => {
  it('has a stable code, a type that explains it and no errors where no field is wrong', async () => {
    expect(await read(notFound('flag', 'nobody'))).toEqual({
      type: '/docs/problems#flag-not-found',
      code: 'flag-not-found',
      status: 404,
      title: 'No such flag',
      detail: "There is no flag with the key 'nobody'.",
    });
  });

  it('points at each field that is wrong, by a JSON Pointer with its escapes', async () => {
    const schema = z.object({ names: z.record(z.string(), z.int()), most: z.int().max(5) });
    const refusal = await refusalOf(async () => parseInput(schema, { names: { 'a/b~c': 'x' }, most: 6 }));
    expect((await read(refusal)).errors).toMatchObject([
      { pointer: '/names/a~1b~0c', code: 'invalid-type' },
      { pointer: '/most', code: 'too-big' },
    ]);
  });

  it('says by a code of its own what is missing, unknown, repeated or of the wrong type', async () => {
    const hoist = await openFilledHoist();
    const variants = [
      { key: 'on', value: true },
      { key: 'on', value: 7 },
    ];
    const input = { key: 'x', type: 'boolean', variants, tgas: [] };
    const { errors } = await read(await refusalOf(() => createFlag(hoist, mira, input)));
    expect(errors?.map((error) => ['pointer' in error && error.pointer, error.code])).toEqual([
      ['/name', 'required'],
      ['/tgas', 'unknown-field'],
    ]);
    const named = await read(
      await refusalOf(() => createFlag(hoist, mira, { key: 'x', name: 'X', type: 'boolean', variants })),
    );
    expect(named.errors?.map(({ code }) => code)).toEqual(['duplicate', 'wrong-value']);
  });

  it('lists at most 100 errors', async () => {
    const refusal = await refusalOf(async () => parseInput(z.array(z.int()), Array(1_000).fill('x')));
    expect((await read(refusal)).errors).toHaveLength(100);
  });

  it('of a failure that nobody foresaw says nothing about its inside', async () => {
    const problem = await read(new TypeError('secret'));
    expect([problem.code, JSON.stringify(problem).includes('secret')]).toEqual(['internal-error', false]);
  });
});

describe('the messages for a form', () => {
  it('are found by the dotted name of the field that a pointer leads to', () => {
    const errors = [fieldError(['variants', 0, 'key'], 'required', 'Enter a key.')];
    expect(new UseCaseError('invalid-input', 'x', { errors }).fields).toEqual({
      'variants.0.key': 'Enter a key.',
    });
    expect(toPointer([])).toBe('');
  });
});
