import { createHash } from 'node:crypto';
import type { JsonObject } from '@hoist/core';
import { sha256 } from '@hoist/store';
import { z } from 'zod';
import type { RequestEvent } from '@sveltejs/kit';
import type { AdminContext } from '../context.ts';
import { parseInput } from '../errors/parse.ts';
import type { Person } from '../access/person.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { decode, parseBody, readBytes, requireJson, requireText } from './api-body.ts';
import { toProblem } from '../errors/api-problem.ts';
import type { Operation } from './operation.ts';
import { parseQuery } from './query.ts';

/** The input of an operation's handler. */
interface ApiCall<Query> {
  readonly hoist: AdminContext;
  readonly person: Person;
  /** The query parameters, as the operation describes them. */
  readonly query: Query;
  /** The idempotency key of the change; undefined if the request has no `Idempotency-Key` header. */
  readonly idempotencyKey: string | undefined;
  /** Returns the `If-Match` header without its quotes; throws UseCaseError 428 if it is missing. */
  ifMatch(): string;
  /** Returns the body as a JSON object; throws UseCaseError 400. */
  body(): JsonObject;
  /** Returns a body of text with its media type; throws UseCaseError 400 or 415. */
  text(): { readonly type: string; readonly text: string };
  /** Throws UseCaseError 422 if the body has fields; no body and `{}` are accepted. */
  noBody(): void;
}

/** The result of a handler. */
export interface ApiAnswer {
  readonly body?: unknown;
  /** An answer that is text, a piece after the other. */
  readonly text?: Iterable<string> | AsyncIterable<string>;
  /** The name of the file that a browser makes of it. */
  readonly fileName?: string;
  readonly etag?: string;
}

/** Answers a call of an operation: the result as JSON, a refusal as `application/problem+json`. */
export async function answerApi<Shape extends z.core.$ZodLooseShape>(
  event: RequestEvent,
  operation: Operation<z.ZodObject<Shape>>,
  call: (call: ApiCall<z.output<z.ZodObject<Shape>>>) => ApiAnswer | Promise<ApiAnswer>,
): Promise<Response> {
  try {
    const { status = 200, answersText } = operation;
    const { body, text, fileName, etag } = await call(await toCall(event, operation));
    const headers = new Headers({ 'cache-control': 'no-store' });
    if (etag !== undefined) headers.set('etag', `"${etag}"`);
    if (text && answersText !== undefined) {
      headers.set('content-type', `${answersText}; charset=utf-8`);
      if (fileName !== undefined) headers.set('content-disposition', `attachment; filename="${fileName}"`);
      return new Response(streamOf(text), { status, headers });
    }
    if (body === undefined) return new Response(null, { status: 204, headers });
    headers.set('content-type', 'application/json; charset=utf-8');
    return new Response(JSON.stringify(body), { status, headers });
  } catch (error) {
    return toProblem(error);
  }
}

function streamOf(pieces: Iterable<string> | AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const rest = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      const piece = await rest.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
  });
}

async function toCall<Shape extends z.core.$ZodLooseShape>(
  { locals, request, url }: RequestEvent,
  { query, takesText, forHold }: Operation<z.ZodObject<Shape>>,
): Promise<ApiCall<z.output<z.ZodObject<Shape>>>> {
  const { hoist, person } = locals;
  if (!person)
    throw new UseCaseError('not-signed-in', 'Send an API token as "Authorization: Bearer <token>".');
  if (person.role === 'hold' && !forHold) throw onlyHolds();
  const bytes = await readBytes(request, takesText && takesText.mebibytes * 1_048_576);
  if (bytes.length > 0 && !takesText) requireJson(request.headers);
  return {
    hoist,
    person,
    query: parseQuery(query, url),
    idempotencyKey: toIdempotencyKey(request, person, bytes),
    ifMatch: () => readIfMatch(request),
    body: () => parseBody(bytes),
    text: () => ({ type: requireText(request.headers, takesText?.types ?? []), text: decode(bytes) }),
    noBody: () => void (bytes.length > 0 && parseInput(z.object({}), parseBody(bytes))),
  };
}

function onlyHolds(): UseCaseError {
  const detail =
    'A token with the role hold reads the setting of a flag and pauses its rollout, and does nothing else. Use a token with another role.';
  return new UseCaseError('role-too-low', detail);
}

/**
 * Derives the idempotency key of a change from the header, the person, the address and the body, so that no request
 * is mistaken for a repetition of another; undefined without the header.
 */
function toIdempotencyKey(request: Request, person: Person, bytes: Uint8Array): string | undefined {
  const key = request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (!/^[\x21-\x7e]{1,128}$/.test(key)) {
    const message = 'An Idempotency-Key has 1 to 128 visible ASCII characters.';
    throw new UseCaseError('malformed-header', message, {
      errors: [{ header: 'Idempotency-Key', code: 'invalid-format', message }],
    });
  }
  const body = createHash('sha256').update(bytes).digest('hex');
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
