import { limits, plainTextPattern } from '@hoist/core';
import type { JsonObject } from '@hoist/core';
import { z } from 'zod';
import { definitionKinds } from '../definitions/definition-kind.ts';
import { parseInput } from '../errors/parse.ts';

/** Why a change is made, in a few words. */
export const comment = z
  .string()
  .max(limits.comment, `A comment has at most ${limits.comment} characters.`)
  .meta({ pattern: plainTextPattern })
  .default('');

const reviewedEntrySchema = z.object({
  kind: z.enum(definitionKinds),
  key: z.string(),
  published: z.int().min(0),
  latest: z.int().min(1),
});

/** What somebody has reviewed, and why it is published. */
export const reviewSchema = z.object({
  entries: z.array(reviewedEntrySchema).min(1, 'Choose at least one change to publish.').max(10_000),
  comment,
});

/** Reads why something is done, where a body says nothing else; throws UseCaseError 422. */
export function readComment(input: JsonObject): string {
  return parseInput(z.object({ comment }), input).comment;
}

/** Reads what somebody has reviewed; throws UseCaseError 422. */
export function readReview(input: JsonObject): z.output<typeof reviewSchema> {
  return parseInput(reviewSchema, input);
}
