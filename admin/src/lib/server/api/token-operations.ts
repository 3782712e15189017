import { z } from 'zod';
import { tokenRoles } from '../access/person.ts';
import { newTokenSchema } from '../tokens/tokens.ts';
import { defineOperation, listOf, named, namedInput } from './operation.ts';
import { pageShape } from './page.ts';

const instant = z.iso.datetime().nullable();

const tokenShape = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(tokenRoles),
  createdAt: z.iso.datetime(),
  expiresAt: instant,
  revokedAt: instant,
  source: z.enum(['made', 'variable', 'file']),
});

export const listTokensOperation = defineOperation({
  method: 'GET',
  path: '/api/v1/tokens',
  id: 'listTokens',
  summary: 'The API tokens without their texts, the newest first; the bootstrap token is one of them.',
  query: z.object(pageShape),
  response: listOf(named('Token', tokenShape.extend({ lastUsedAt: instant }))),
});

export const createTokenOperation = defineOperation({
  method: 'POST',
  path: '/api/v1/tokens',
  id: 'createToken',
  summary:
    'Makes an API token. Its text is in this answer and nowhere else; repeated with the same Idempotency-Key, it is the same text.',
  request: namedInput('NewToken', newTokenSchema),
  response: named('MadeToken', tokenShape.extend({ token: z.string() })),
  status: 201,
});

export const revokeTokenOperation = defineOperation({
  method: 'DELETE',
  path: '/api/v1/tokens/{id}',
  id: 'revokeToken',
  summary: 'Revokes an API token for ever, also the bootstrap token.',
});

export const tokenOperations = [listTokensOperation, createTokenOperation, revokeTokenOperation];
