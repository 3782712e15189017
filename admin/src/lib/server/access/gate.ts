import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { isApi, toProblem } from '../errors/api-problem.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { localPath } from '#lib/local-path.ts';
import { logSecurity } from '../logging/security-log.ts';
import { refuse } from './refuse.ts';
import { setCookies } from './set-cookies.ts';

const open = new Set(['/sign-in', '/setup', '/set-password', '/preferences']);
/** The path to sign out, which works without knowing who asks, so that it works while the store is unavailable. */
const signOutPath = '/sign-out';

/**
 * Identifies who sends a request. Without a session or a valid token only sign-in, sign-out and set-up are
 * accessible.
 */
export const gate: Handle = async ({ event, resolve }) => {
  const { locals, request, url } = event;
  locals.person = undefined;
  locals.sessionToken = undefined;
  if (isApi(url.pathname)) {
    const asked = locals.admin.machine(request.headers.get('authorization'));
    if (asked instanceof UseCaseError) return refuseToken(event, asked);
    locals.person = asked;
  }
  if (!locals.person) {
    if (url.pathname !== signOutPath) await rememberPerson(event);
    if (isForged(event) && (locals.person || !isApi(url.pathname))) return refuseForged(event);
  }
  if (locals.person || open.has(url.pathname) || url.pathname === signOutPath) return resolve(event);
  if (isApi(url.pathname)) return askForToken();
  if (isAskedByScript(event)) return refuse(event, new UseCaseError('not-signed-in', 'Sign in, and go on.'));
  redirect(303, toSignIn(event));
};

async function rememberPerson(event: RequestEvent): Promise<void> {
  const { locals, request, cookies, url } = event;
  // What the open pages do needs no person.
  const intent = isPageRequest(event) || open.has(url.pathname) ? 'reading' : 'writing';
  const session = await locals.admin.sessions.find(request.headers, intent);
  if (!session) return;
  locals.person = session.person;
  locals.sessionToken = session.token;
  setCookies(cookies, session.cookies);
}

function isPageRequest({ request }: RequestEvent): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

/** True for what our own pages ask by script: they renew the session in place, and ask again. */
function isAskedByScript({ request }: RequestEvent): boolean {
  return request.headers.get('accept') === 'application/json';
}

/** The address to sign in at, which leads back to the page; a form was on the page that it was sent from, and is lost. */
function toSignIn(event: RequestEvent): string {
  const { request, url } = event;
  if (isPageRequest(event)) return `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`;
  const from = request.headers.get('referer') ?? '';
  const to = from.startsWith(`${url.origin}/`) ? localPath(from.slice(url.origin.length)) : '/';
  return `/sign-in?to=${encodeURIComponent(to)}&unsaved`;
}

/** Refuses a token that is over, and says so: whoever sent it had the right one once. */
function refuseToken(event: RequestEvent, refusal: UseCaseError): Response {
  const { pathname: path } = event.url;
  logSecurity('refused', { reason: refusal.title, path, address: event.getClientAddress() });
  return challenge(refusal);
}

function askForToken(): Response {
  const detail = 'Send an API token as "Authorization: Bearer <token>", or sign in.';
  return challenge(new UseCaseError('not-signed-in', detail));
}

function challenge(refusal: UseCaseError): Response {
  const response = toProblem(refusal);
  response.headers.set('www-authenticate', 'Bearer realm="Hoist"');
  return response;
}

/**
 * True if a request that changes something comes from another site. Browsers send cookies with requests of any site,
 * so `Origin` must be ours; a machine's token is sent by the machine only and needs no `Origin`.
 */
function isForged({ request, url }: RequestEvent): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false;
  return request.headers.get('origin') !== url.origin;
}

/**
 * Refuses a request from another site and names the setting to check: behind a proxy that rewrites `Host`, every
 * request seems to come from one.
 */
function refuseForged(event: RequestEvent): Response {
  const { locals, request, url } = event;
  const { publicOrigin } = locals.admin.config;
  const from = request.headers.get('origin') ?? 'nowhere (it has no Origin)';
  const next = publicOrigin
    ? `That is what HOIST_PUBLIC_URL names: open Hoist there, or correct it.`
    : `That is how this request reached Hoist: behind a proxy, set HOIST_PUBLIC_URL to the address that people open.`;
  const detail = `It came from ${from.slice(0, 200)}, and only pages of ${url.origin} may change something for a person. ${next} Machines use an API token.`;
  const refusal = new UseCaseError('cross-site', detail);
  logSecurity('refused', {
    person: locals.person?.id,
    reason: refusal.title,
    path: url.pathname,
    address: event.getClientAddress(),
  });
  return refuse(event, refusal);
}
