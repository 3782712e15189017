import { json, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { setCookies } from './set-cookies.ts';
import { readSession } from './session.ts';

const open = new Set(['/sign-in', '/setup', '/preferences']);

/** Finds out who asks, and lets nobody but signed-in people and known machines past sign-in and set-up. */
export const gate: Handle = async ({ event, resolve }) => {
  const { locals, request, url } = event;
  locals.person = undefined;
  if (isApi(url.pathname)) locals.person = locals.admin.machine(request.headers.get('authorization'));
  if (!locals.person) await rememberPerson(event);
  if (locals.person || open.has(url.pathname)) return resolve(event);
  if (isApi(url.pathname)) return refuse();
  redirect(303, `/sign-in?to=${encodeURIComponent(isPageRequest(event) ? url.pathname + url.search : '/')}`);
};

async function rememberPerson({ locals, request, cookies }: RequestEvent): Promise<void> {
  const session = await readSession(locals.admin.auth, request.headers);
  if (!session) return;
  locals.person = session.person;
  setCookies(cookies, session.cookies);
}

function isApi(pathname: string): boolean {
  return pathname === '/api' || pathname.startsWith('/api/');
}

function isPageRequest({ request }: RequestEvent): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

function refuse(): Response {
  const problem = {
    type: 'about:blank',
    title: 'Not signed in',
    status: 401,
    detail: 'Send an API token as `Authorization: Bearer <token>`, or sign in.',
  };
  const headers = { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer realm="Hoist"' };
  return json(problem, { status: 401, headers });
}
