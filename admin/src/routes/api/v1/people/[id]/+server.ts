import { answerApi } from '#lib/server/api/answer-api.ts';
import {
  changePersonOperation,
  readPersonOperation,
  withdrawInvitationOperation,
} from '#lib/server/api/people-operations.ts';
import { changePerson } from '#lib/server/people/change-person.ts';
import { readPerson } from '#lib/server/people/list-people.ts';
import { withdrawInvitation } from '#lib/server/people/withdraw-invitation.ts';
import type { AdminContext } from '#lib/server/context.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readPersonOperation, ({ hoist }) => show(hoist, event.params.id));

export const PATCH: RequestHandler = (event) =>
  answerApi(event, changePersonOperation, async ({ hoist, person, idempotencyKey, ifMatch, body }) => {
    const { id } = event.params;
    const change = { id, ifMatch: ifMatch(), patch: body(), idempotencyKey };
    await changePerson(event.locals.admin, person, change);
    return show(hoist, id);
  });

export const DELETE: RequestHandler = (event) =>
  answerApi(event, withdrawInvitationOperation, async ({ person, idempotencyKey, noBody }) => {
    noBody();
    await withdrawInvitation(event.locals.admin, person, { id: event.params.id, idempotencyKey });
    return {};
  });

async function show(hoist: AdminContext, id: string) {
  const { person, etag } = await readPerson(hoist, id);
  return { body: person, etag };
}
