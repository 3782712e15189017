import { z } from 'zod';
import { linkPurposes } from '../access/access-state.ts';
import { roles } from '../access/person.ts';
import { personPatchSchema } from '../people/change-person.ts';
import { invitationSchema } from '../people/invite-person.ts';
import { defineOperation, listOf, named, namedInput } from './operation.ts';
import { pageShape } from './page.ts';

const instant = z.iso.datetime().nullable();

const personView = named(
  'Person',
  z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    state: z.enum(['invited', 'active', 'disabled']),
    invitedAt: instant,
    joinedAt: instant,
    disabledAt: instant,
    link: z.object({ purpose: z.enum(linkPurposes), expiresAt: z.iso.datetime() }).nullable(),
  }),
);

/** A link that sets a password, which only this answer contains, and whether it was mailed. */
const madeLinkView = named(
  'MadeLink',
  z.object({
    person: personView,
    link: z.url(),
    expiresAt: z.iso.datetime(),
    mail: z.enum(['sent', 'not-configured', 'failed']),
  }),
);

export const listPeopleOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/people',
  id: 'listPeople',
  summary: 'Everybody who can sign in, then who is invited, then who is disabled, each by name.',
  query: z.object(pageShape),
  response: listOf(personView),
});

export const invitePersonOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/people',
  id: 'invitePerson',
  summary:
    'Invites a person by a link that sets their first password: once, within 7 days. The link is in this answer and nowhere else; repeated with the same Idempotency-Key, it is the same link.',
  request: namedInput('Invitation', invitationSchema),
  response: madeLinkView,
  status: 201,
});

export const readPersonOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/people/{id}',
  id: 'readPerson',
  summary: 'One person.',
  response: personView,
  tagged: true,
});

export const changePersonOperation = defineOperation({
  method: 'PATCH',
  path: '/api/v1/people/{id}',
  id: 'changePerson',
  summary:
    'Gives a person another role, or disables or enables them: who is disabled is signed out at once. The last administrator stays one.',
  request: namedInput('PersonPatch', personPatchSchema),
  response: personView,
  tagged: true,
  conditional: true,
});

export const makeLinkOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/people/{id}/link',
  id: 'makeLink',
  summary:
    'Makes a new link for a person, in place of the one before: to join by within 7 days, or to set a new password within an hour.',
  response: madeLinkView,
  status: 201,
});

export const withdrawInvitationOperation = defineOperation({
  method: 'DELETE',
  path: '/api/v1/people/{id}',
  id: 'withdrawInvitation',
  summary: 'Withdraws the invitation of a person who has not joined; anybody else can only be disabled.',
});

export const peopleOperations = [
  listPeopleOperation,
  invitePersonOperation,
  readPersonOperation,
  changePersonOperation,
  makeLinkOperation,
  withdrawInvitationOperation,
];
