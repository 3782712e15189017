import { answerApi } from '#lib/server/api/answer-api.ts';
import { toPage } from '#lib/server/api/page.ts';
import { invitePersonOperation, listPeopleOperation } from '#lib/server/api/people-operations.ts';
import { invitePerson } from '#lib/server/people/invite-person.ts';
import { listPeople, rankOfPerson } from '#lib/server/people/list-people.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listPeopleOperation, async ({ hoist, query }) => ({
    body: toPage(await listPeople(hoist), query, {
      list: 'people',
      positionOf: (person) => [rankOfPerson(person), person.name, person.id],
      show: (person) => person,
    }),
  }));

export const POST: RequestHandler = (event) =>
  answerApi(event, invitePersonOperation, async ({ person, idempotencyKey, body }) => ({
    body: await invitePerson(event.locals.admin, person, {
      input: body(),
      origin: event.url.origin,
      idempotencyKey,
    }),
  }));
