import type { JsonObject } from '@hoist/core';
import { sha256 } from '@hoist/store';
import { z } from 'zod';
import type { RequestEvent } from '@sveltejs/kit';
import type { AdminContext } from '../context.ts';
import { parseInput } from '../errors/parse.ts';
import type { Person } from '../access/person.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { parseBody, readBytes, requireJson } from './api-body.ts';
import { toProblem } from '../errors/api-problem.ts';
import type { Operation } from './operation.ts';
import { parseQuery } from './query.ts';

/** What the handler of an operation gets. */
interface ApiCall<Query> {
  readonly hoist: AdminContext;
  readonly person: Person;
  /** The query parameters, as the operation describes them. */
  readonly query: Query;
  /** Names this request of this person if it came with an `Idempotency-Key`: repeating it has one effect. */
  readonly idempotencyKey: string | undefined;
  /** The `If-Match` header without its quotes; throws 428 where it is missing. */
  ifMatch(): string;
  /** The body as a JSON object; throws 400. */
  body(): JsonObject;
  /** Throws 422 for a body with fields; an empty object or no body at all is fine. */
  noBody(): void;
}

/** What a handler answers. */
export interface ApiAnswer {
  readonly body?: unknown;
  readonly etag?: string;
}

/** Answers one call of an operation: its result as JSON, a refusal as `application/problem+json`. */
export async function answerApi<Shape extends z.core.$ZodLooseShape>(
  event: RequestEvent,
  operation: Operation<z.ZodObject<Shape>>,
  call: (call: ApiCall<z.output<z.ZodObject<Shape>>>) => ApiAnswer | Promise<ApiAnswer>,
): Promise<Response> {
  try {
    const { status = 200 } = operation;
    const { body, etag } = await call(await toCall(event, operation));
    const headers = new Headers({ 'cache-control': 'no-store' });
    if (etag !== undefined) headers.set('etag', `"${etag}"`);
    if (body === undefined) return new Response(null, { status: 204, headers });
    headers.set('content-type', 'application/json; charset=utf-8');
    return new Response(JSON.stringify(body), { status, headers });
  } catch (error) {
    return toProblem(error);
  }
}

async function toCall<Shape extends z.core.$ZodLooseShape>(
  { locals, request, url }: RequestEvent,
  { query }: Operation<z.ZodObject<Shape>>,
): Promise<ApiCall<z.output<z.ZodObject<Shape>>>> {
  const { hoist, person } = locals;
  if (!person)
    throw new UseCaseError('not-signed-in', 'Send an API token as "Authorization: Bearer <token>".');
  const bytes = await readBytes(request);
  if (bytes.length > 0) requireJson(request.headers);
  return {
    hoist,
    person,
    query: parseQuery(query, url),
    idempotencyKey: toIdempotencyKey(request, person, bytes),
    ifMatch: () => readIfMatch(request),
    body: () => parseBody(bytes),
    noBody: () => void (bytes.length > 0 && parseInput(z.object({}), parseBody(bytes))),
  };
}

/** A different person, address or body makes a different key, so that no request is mistaken for a repetition of another. */
function toIdempotencyKey(request: Request, person: Person, bytes: Uint8Array): string | undefined {
  const key = request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (!/^[\x21-\x7e]{1,128}$/.test(key)) {
    const message = 'An Idempotency-Key has 1 to 128 visible ASCII characters.';
    throw new UseCaseError('malformed-header', message, {
      errors: [{ header: 'Idempotency-Key', code: 'invalid-format', message }],
    });
  }
  const body = Buffer.from(bytes).toString('base64');
  return `api:${sha256([person.id, key, request.method, request.url, body].join('\n'))}`;
}

function readIfMatch(request: Request): string {
  const header = request.headers.get('if-match');
  const etag = header === null ? undefined : /^"([0-9a-f]{64})"$/.exec(header.trim())?.[1];
  if (etag !== undefined) return etag;
  const message = 'Read the thing first, and send its ETag as If-Match.';
  const code = header === null ? 'required' : 'invalid-format';
  throw new UseCaseError('if-match-required', message, { errors: [{ header: 'If-Match', code, message }] });
}
