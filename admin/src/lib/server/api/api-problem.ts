import type { Handle } from '@sveltejs/kit/hooks';
import { log } from '../platform/log.ts';
import { describeStoreFault } from '../platform/store-fault.ts';
import { UseCaseError } from '../definitions/use-case-error.ts';

const problemType = 'application/problem+json';

export function isApi(pathname: string): boolean {
  return pathname === '/api' || pathname.startsWith('/api/');
}

/** An error as RFC 9457 says: a title, what happened with the next step, and messages by field. */
export function toProblem(error: unknown): Response {
  if (error instanceof UseCaseError) {
    const { status, title, detail, fields, theirs } = error;
    const known = Object.keys(fields).length > 0 ? { fields } : {};
    return problem(status, { title, detail, ...known, ...(theirs ? { theirs } : {}) });
  }
  const fault = describeStoreFault(error);
  if (fault) return problem(503, fault);
  const reason = error instanceof Error ? error.stack : String(error);
  log.error({ reason }, 'a call of the API failed');
  const detail = 'Nothing was changed. See the log of the admin, then try again.';
  return problem(500, { title: 'Something went wrong here', detail });
}

/** What no route answers (no such address, no such method) is a problem as well, not a page for people. */
export const answerProblems: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  const { pathname } = event.url;
  if (!isApi(pathname) || response.status < 400) return response;
  if (response.headers.get('content-type')?.startsWith(problemType)) return response;
  await response.body?.cancel();
  return toProblem(new UseCaseError(response.status, ...wordsFor(response, pathname)));
};

function wordsFor({ status, headers }: Response, pathname: string): [title: string, detail: string] {
  const next = 'See /api/openapi.json for what there is.';
  if (status === 404) return ['No such address', `The API has nothing at '${pathname}'. ${next}`];
  if (status === 405)
    return ['No such method here', `Here work ${headers.get('allow') ?? 'others'}. ${next}`];
  return ['The request cannot be answered', next];
}

function problem(status: number, content: Readonly<Record<string, unknown>>): Response {
  const headers = { 'content-type': `${problemType}; charset=utf-8`, 'cache-control': 'no-store' };
  return new Response(JSON.stringify({ type: 'about:blank', status, ...content }), { status, headers });
}
