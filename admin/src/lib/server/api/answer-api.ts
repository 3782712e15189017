import type { JsonObject } from '@hoist/core';
import { sha256 } from '@hoist/store';
import { z } from 'zod';
import type { RequestEvent } from '@sveltejs/kit';
import type { AdminContext } from '../context.ts';
import { parseInput } from '../definitions/parse.ts';
import type { Person } from '../access/person.ts';
import { UseCaseError } from '../definitions/use-case-error.ts';
import { parseBody, readBytes, requireJson } from './api-body.ts';
import { toProblem } from './api-problem.ts';

/** What an API route works with. */
export interface ApiCall {
  readonly hoist: AdminContext;
  readonly person: Person;
  readonly url: URL;
  /** Names this very request by one person, where an `Idempotency-Key` came with it: repeating it has one effect. */
  readonly idempotencyKey: string | undefined;
  /** The `If-Match` header without its quotes; throws 428 where it is missing. */
  ifMatch(): string;
  /** The body as a JSON object; throws 400. */
  body(): JsonObject;
  /** Throws 422 for fields of a body, where the act has none; the body itself may be left out. */
  noBody(): void;
}

/** What a route answers. */
export interface ApiAnswer {
  readonly body?: unknown;
  readonly status?: number;
  readonly etag?: string;
}

/** Answers one API call: its result as JSON, a refusal as `application/problem+json`. */
export async function answerApi(
  event: RequestEvent,
  call: (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>,
): Promise<Response> {
  try {
    const { body, status = 200, etag } = await call(await toCall(event));
    const headers = new Headers({ 'cache-control': 'no-store' });
    if (etag !== undefined) headers.set('etag', `"${etag}"`);
    if (body === undefined) return new Response(null, { status: 204, headers });
    headers.set('content-type', 'application/json; charset=utf-8');
    return new Response(JSON.stringify(body), { status, headers });
  } catch (error) {
    return toProblem(error);
  }
}

async function toCall({ locals, request, url }: RequestEvent): Promise<ApiCall> {
  const { hoist, person } = locals;
  if (!person)
    throw new UseCaseError('not-signed-in', 'Send an API token as "Authorization: Bearer <token>".');
  const bytes = await readBytes(request);
  if (bytes.length > 0) requireJson(request.headers);
  return {
    hoist,
    person,
    url,
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
