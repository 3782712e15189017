import { json } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { isApi, toProblem } from '../api/api-problem.ts';
import { UseCaseError } from '../definitions/use-case-error.ts';

interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** Answers whoever asked without doing anything: a problem for the API, what our own pages show, or plain text. */
export function refuse({ request, url }: RequestEvent, { status, title, detail }: Refusal): Response {
  if (isApi(url.pathname)) return toProblem(new UseCaseError(status, title, detail));
  // Our own pages post their forms by script, and show what such an answer says.
  if (request.headers.get('x-sveltekit-action') === 'true')
    return json({ type: 'error', status, error: { title, message: detail } }, { status });
  return new Response(`${title}. ${detail}\n`, { status });
}
