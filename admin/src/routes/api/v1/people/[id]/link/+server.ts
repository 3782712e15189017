import { answerApi } from '#lib/server/api/answer-api.ts';
import { makeLinkOperation } from '#lib/server/api/people-operations.ts';
import { makeLink } from '#lib/server/people/make-link.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
  answerApi(event, makeLinkOperation, async ({ person, idempotencyKey, noBody }) => {
    noBody();
    const asked = { id: event.params.id, origin: event.url.origin, idempotencyKey };
    return { body: await makeLink(event.locals.admin, person, asked) };
  });
