import { answerApi } from '#lib/server/api/answer-api.ts';
import { markDifferenceOperation, markDifferenceSchema } from '#lib/server/api/comparison-operations.ts';
import { parseInput } from '#lib/server/errors/parse.ts';
import { markDifference } from '#lib/server/settings/mark-difference.ts';
import type { RequestHandler } from './$types';

export const PUT: RequestHandler = (event) =>
  answerApi(event, markDifferenceOperation, async ({ hoist, person, body, idempotencyKey }) => {
    const input = parseInput(markDifferenceSchema, body());
    await markDifference(hoist, person, { flag: event.params.key, ...input, idempotencyKey });
    return {};
  });
