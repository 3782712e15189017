import { findExcess, isJsonObject } from '@hoist/core';
import type { Json, JsonObject } from '@hoist/core';
import { StoreUnavailableError } from '@hoist/store';
import type { RequestEvent } from '@sveltejs/kit';
import type { Hoist } from '../hoist.ts';
import type { Person } from '../use-cases/person.ts';
import { UseCaseError } from '../use-cases/use-case-error.ts';

/** What an API route works with. */
export interface ApiCall {
  readonly hoist: Hoist;
  readonly person: Person;
  readonly url: URL;
  /** The `Idempotency-Key` header: repeating the request has one effect. */
  readonly act: string | undefined;
  /** The `If-Match` header without its quotes; throws 428 where it is missing. */
  ifMatch(): string;
  /** The body as a JSON object; throws 400 or 413. */
  body(): Promise<JsonObject>;
}

/** What a route answers. */
export interface ApiAnswer {
  readonly body?: unknown;
  readonly status?: number;
  readonly etag?: string;
}

const maxBytes = 512 * 1_024;
const jsonLimits = { depth: 32, entries: 10_000 };

/** Runs one API call: who asks, what came out as JSON, what went wrong as `application/problem+json`. */
export async function answerApi(
  event: RequestEvent,
  call: (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>,
): Promise<Response> {
  try {
    const { body, status = 200, etag } = await call(toCall(event));
    const headers = new Headers({ 'cache-control': 'no-store' });
    if (etag !== undefined) headers.set('etag', `"${etag}"`);
    if (body === undefined) return new Response(null, { status: 204, headers });
    headers.set('content-type', 'application/json; charset=utf-8');
    return new Response(JSON.stringify(body), { status, headers });
  } catch (error) {
    return toProblem(error);
  }
}

/** An error as RFC 9457 says: a title, what happened with the next step, and messages by field. */
function toProblem(error: unknown): Response {
  if (error instanceof UseCaseError) {
    const { status, title, detail, fields, theirs } = error;
    const known = Object.keys(fields).length > 0 ? { fields } : {};
    return problem(status, { title, detail, ...known, ...(theirs ? { theirs } : {}) });
  }
  if (error instanceof StoreUnavailableError) {
    return problem(503, { title: 'The store does not answer', detail: error.message });
  }
  console.error(
    JSON.stringify({
      level: 'error',
      message: 'An API call failed',
      error: error instanceof Error ? error.stack : String(error),
    }),
  );
  return problem(500, {
    title: 'Something went wrong here',
    detail: 'Nothing was changed. See the log of the admin, then try again.',
  });
}

function problem(status: number, content: Readonly<Record<string, unknown>>): Response {
  const headers = { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(JSON.stringify({ type: 'about:blank', status, ...content }), { status, headers });
}

function toCall({ locals, request, url }: RequestEvent): ApiCall {
  const { hoist, person } = locals;
  if (!person)
    throw new UseCaseError(401, 'Sign in first', 'Send an API token as "Authorization: Bearer <token>".');
  return {
    hoist,
    person,
    url,
    act: readAct(request),
    ifMatch: () => readIfMatch(request),
    body: () => readObject(request),
  };
}

function readAct(request: Request): string | undefined {
  const act = request.headers.get('idempotency-key') ?? undefined;
  if (act === undefined || /^[\x21-\x7e]{1,128}$/.test(act)) return act;
  throw new UseCaseError(
    400,
    'Bad Idempotency-Key',
    'An Idempotency-Key has 1 to 128 visible ASCII characters.',
  );
}

function readIfMatch(request: Request): string {
  const header = request.headers.get('if-match');
  const etag = header === null ? undefined : /^"([0-9a-f]{64})"$/.exec(header.trim())?.[1];
  if (etag !== undefined) return etag;
  throw new UseCaseError(
    428,
    'Say what your change is based on',
    'Read the thing first, and send its ETag as If-Match.',
  );
}

async function readObject(request: Request): Promise<JsonObject> {
  const text = await request.text();
  if (text.length > maxBytes)
    throw new UseCaseError(413, 'The body is too large', `A body has at most ${maxBytes} characters.`);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new UseCaseError(
      400,
      'The body is not valid JSON',
      error instanceof Error ? `${error.message}.` : 'It cannot be read.',
    );
  }
  const excess = findExcess(value, jsonLimits);
  if (excess) throw new UseCaseError(400, 'The body is too much', excess);
  if (!isJsonObject(value)) throw new UseCaseError(400, 'The body is not an object', 'Send a JSON object.');
  return value;
}
