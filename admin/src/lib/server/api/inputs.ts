import type { JsonObject } from '@hoist/core';
import { z } from 'zod';
import { parseInput } from '../use-cases/parse.ts';
import type { ReviewedEntry } from '../use-cases/publish-waiting.ts';

export const reviewedEntrySchema = z.object({
  kind: z.enum(['flag', 'segment']),
  key: z.string(),
  served: z.int().min(0),
  newest: z.int().min(1),
});

export const pageSchema = z.object({
  search: z.string().max(200).default(''),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200, 'A page has at most 200 flags.').default(50),
});

const afterSchema = z.object({ after: z.coerce.number().int().min(0).default(0) });

export function readPage(url: URL): z.infer<typeof pageSchema> {
  return parseInput(pageSchema, Object.fromEntries(url.searchParams));
}

/** The environment that a question is about; throws UseCaseError 422 where it names none. */
export function readEnvironment(url: URL): string {
  const schema = z.object({ environment: z.string('Name an environment: ?environment=dev.') });
  return parseInput(schema, Object.fromEntries(url.searchParams)).environment;
}

export function readAfter(url: URL): number {
  return parseInput(afterSchema, Object.fromEntries(url.searchParams)).after;
}

export function readComment(input: JsonObject): string {
  return parseInput(z.object({ comment: z.string().default('') }), input).comment;
}

export function readEnabled(input: JsonObject): boolean {
  return parseInput(z.object({ enabled: z.boolean('Say true or false.') }), input).enabled;
}

export function readReviewedEntries(input: JsonObject): ReviewedEntry[] {
  return parseInput(z.object({ entries: z.array(reviewedEntrySchema).max(10_000) }), input).entries;
}
