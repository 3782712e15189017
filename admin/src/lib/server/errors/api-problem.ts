import type { Handle } from '@sveltejs/kit/hooks';
import { log } from '../logging/log.ts';
import { describeStoreFault } from './store-fault.ts';
import { UseCaseError } from './use-case-error.ts';

const problemType = 'application/problem+json';

/** True for paths of the API. */
export function isApi(pathname: string): boolean {
  return pathname === '/api' || pathname.startsWith('/api/');
}

/**
 * Converts an error to a problem of RFC 9457: a type that ends in its stable code, a title, a detail with the next
 * step, and an error for each wrong field.
 */
export function toProblem(error: unknown): Response {
  const refusal = toRefusal(error);
  const { headers, text } = toProblemText(refusal);
  return new Response(text, { status: refusal.status, headers });
}

/** Returns the headers and the body of a problem. */
export function toProblemText({ code, status, title, detail, errors, theirs }: UseCaseError) {
  const body = {
    type: `/docs/problems#${code}`,
    code,
    status,
    title,
    detail,
    ...(errors.length > 0 && { errors }),
    ...(theirs && { theirs }),
  };
  const headers = { 'content-type': `${problemType}; charset=utf-8`, 'cache-control': 'no-store' };
  return { headers, text: JSON.stringify(body) };
}

function toRefusal(error: unknown): UseCaseError {
  if (error instanceof UseCaseError) return error;
  const fault = describeStoreFault(error);
  if (fault) return fault;
  const reason = error instanceof Error ? error.stack : String(error);
  log.error({ reason }, 'a call of the API failed');
  const detail = 'Nothing was changed. See the log of the admin, then try again.';
  return new UseCaseError('internal-error', detail);
}

/** Answers API requests that no route handles (an unknown path or method) with a problem instead of a page. */
export const answerProblems: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  const { pathname } = event.url;
  if (!isApi(pathname) || response.status < 400) return response;
  if (response.headers.get('content-type')?.startsWith(problemType)) return response;
  await response.body?.cancel();
  const allow = response.status === 405 ? `${response.headers.get('allow')}, OPTIONS` : '';
  if (event.request.method === 'OPTIONS' && allow !== '')
    return new Response(null, { status: 204, headers: { allow } });
  const problem = toProblem(toUnanswered(response.status, pathname, allow));
  if (allow !== '') problem.headers.set('allow', allow);
  return problem;
};

function toUnanswered(status: number, pathname: string, allow: string): UseCaseError {
  const next = 'See /api/openapi.json for what there is.';
  if (status === 404)
    return new UseCaseError('address-not-found', `The API has nothing at '${pathname}'. ${next}`);
  if (status === 405) return new UseCaseError('method-not-allowed', `Here work ${allow}. ${next}`);
  if (status === 413) return new UseCaseError('body-too-large', 'A body has at most 512 KiB.');
  return status < 500
    ? new UseCaseError('request-refused', next)
    : new UseCaseError('internal-error', 'See the log of the admin, then try again.');
}
