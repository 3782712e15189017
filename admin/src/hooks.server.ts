import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { sequence } from '@sveltejs/kit/hooks';
import { answerProblems } from '#lib/server/errors/api-problem.ts';
import { gate } from '#lib/server/access/gate.ts';
import { answerAway } from '#lib/server/platform/away-page.ts';
import { boundBody } from '#lib/server/platform/bound-body.ts';
import { log } from '#lib/server/logging/log.ts';
import { readPreferences, toThemeAttribute } from '#lib/server/platform/preferences.ts';
import { readableForms } from '#lib/server/platform/readable-forms.ts';
import { secureCookies } from '#lib/server/platform/secure-cookies.ts';
import { startAdmin } from '#lib/server/platform/starting-admin.ts';
import { describeStoreFault } from '#lib/server/errors/store-fault.ts';
import { UseCaseError } from '#lib/server/errors/use-case-error.ts';

export const init: ServerInit = () => {
  startAdmin();
};

const open: Handle = ({ event, resolve }) => {
  const { admin, config } = startAdmin();
  secureCookies(event);
  if (!admin) return answerAway(event.url.pathname, config.managementPort);
  event.locals.admin = admin;
  event.locals.hoist = { ...admin.hoist, zone: readPreferences(event.cookies).zone };
  return resolve(event);
};

const paint: Handle = ({ event, resolve }) => {
  const theme = toThemeAttribute(readPreferences(event.cookies).theme);
  return resolve(event, { transformPageChunk: ({ html }) => html.replace('%hoist.theme%', theme) });
};

export const handle: Handle = sequence(open, answerProblems, gate, boundBody, readableForms, paint);

export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return;
  if (error instanceof UseCaseError)
    return { status: error.status, title: error.title, message: error.detail };
  const fault = describeStoreFault(error);
  if (fault) return { status: fault.status, title: fault.title, message: fault.detail };
  // Whoever sent it is gone, as when a page is left while it asks: nobody reads the answer.
  if (isCutOff(error)) return { status: 400, title: 'The request was cut off', message: 'Send it again.' };
  const id = randomUUID();
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log.error({ id, path: event.url.pathname, reason }, 'a request failed');
  return {
    status: 500,
    title: 'Something went wrong here',
    message: 'Nothing was changed. Try again in a moment.',
    id,
  };
};

/** Node's error for a body whose connection ended before it did. */
function isCutOff(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && error.code === 'ECONNRESET' && error.message === 'aborted'
  );
}
