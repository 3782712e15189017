import { keyringEntrySchema } from '@hoist/core';
import { z } from 'zod';
import { newKeySchema, rotationSchema } from '../keys/make-key.ts';
import { defineOperation, listOf, named, namedInput } from './operation.ts';
import { pageShape } from './page.ts';

const keyShape = keyringEntrySchema.omit({ hash: true });
const environment = z.string('Name an environment: ?environment=dev.');

/** A key with its text, which only this answer contains. */
const madeKeyView = named('MadeKey', keyShape.extend({ key: z.string() }));

export const listKeysOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/keys',
  id: 'listKeys',
  summary: 'The keys of an environment without their texts, the newest first.',
  query: z.object({ environment, ...pageShape }),
  response: listOf(named('Key', keyShape.extend({ lastUsedOn: z.iso.date().nullable() }))),
});

export const createKeyOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/keys',
  id: 'createKey',
  summary:
    'Makes a key. Its text is in this answer and nowhere else; repeated with the same Idempotency-Key, it is the same text.',
  request: namedInput('NewKey', newKeySchema),
  response: madeKeyView,
  status: 201,
});

export const rotateKeyOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/keys/{id}/rotate',
  id: 'rotateKey',
  summary:
    'Makes a key with the name, scope and life of another, which ends after the overlap (7 days unless said).',
  request: namedInput('Rotation', rotationSchema),
  response: madeKeyView,
  status: 201,
});

export const revokeKeyOperation = defineOperation({
  method: 'DELETE',
  path: '/api/v1/keys/{id}',
  id: 'revokeKey',
  summary:
    'Revokes a key for ever ("raiseEpoch": confirms that relays which are ahead of the store give up newer keys).',
  query: z.object({
    environment,
    raiseEpoch: z.enum(['true', 'false'], 'Say true or false.').default('false'),
  }),
});

export const keyOperations = [listKeysOperation, createKeyOperation, rotateKeyOperation, revokeKeyOperation];
