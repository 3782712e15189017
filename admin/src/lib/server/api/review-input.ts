import { limits, spacedTextPattern } from '@hoist/core';
import type { JsonObject } from '@hoist/core';
import { z } from 'zod';
import { definitionKinds } from '../definitions/definition-kind.ts';
import { parseInput } from '../errors/parse.ts';

/** The schema of the comment on a change. A commit makes it one line, so that line breaks may be sent. */
export const comment = z
  .string()
  .max(limits.comment, `A comment has at most ${limits.comment} characters.`)
  .meta({ pattern: spacedTextPattern })
  .default('');

const reviewedEntrySchema = z.object({
  kind: z.enum(definitionKinds),
  key: z.string(),
  published: z.int().min(0),
  latest: z.int().min(1),
});

/** The schema of a review: the reviewed changes, with a comment. */
export const reviewSchema = z.object({
  entries: z.array(reviewedEntrySchema).min(1, 'Choose at least one change to publish.').max(10_000),
  comment,
});

/** Reads the comment from a body that has no other fields; throws UseCaseError 422. */
export function readComment(input: JsonObject): string {
  return parseInput(z.object({ comment }), input).comment;
}

/** Reads a review; throws UseCaseError 422. */
export function readReview(input: JsonObject): z.output<typeof reviewSchema> {
  return parseInput(reviewSchema, input);
}
