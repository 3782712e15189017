import { json } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { isApi, toProblem } from '../errors/api-problem.ts';
import type { UseCaseError } from '../errors/use-case-error.ts';

/**
 * Answers a request that is refused before it reaches a route: with a problem for the API, data for our own pages, or
 * plain text.
 */
export function refuse({ request, url }: RequestEvent, refusal: UseCaseError): Response {
  if (isApi(url.pathname)) return toProblem(refusal);
  const { status, title, detail } = refusal;
  // Our own pages post their forms by script, and show what such an answer says.
  if (request.headers.get('x-sveltekit-action') === 'true')
    return json({ type: 'error', status, error: { title, message: detail } }, { status });
  return new Response(`${title}. ${detail}\n`, { status });
}
