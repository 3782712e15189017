import type { IncomingMessage, ServerResponse } from 'node:http';
import { logSecurity } from '../logging/security-log.ts';
import { queueLimits } from './password-queue.ts';
import type { Waiting } from './password-queue.ts';

/** How many may be signing in at once, including those who wait. */
const most: Readonly<Record<Waiting, number>> = {
  stranger: queueLimits.running + queueLimits.strangers,
  known: queueLimits.running + queueLimits.known,
};

/**
 * Protects the admin from a flood of sign-ins: without a place, a request is answered 503 before its body is read.
 * `isKnown` tells from cookies whether a browser signed in before; such browsers have their own places.
 */
export class SignInCrowd {
  readonly #isKnown: (cookies: string) => boolean;
  readonly #inside: Record<Waiting, number> = { stranger: 0, known: 0 };

  constructor(isKnown: (cookies: string) => boolean) {
    this.#isKnown = isKnown;
  }

  /** True if the request was refused, and answered. */
  refuses(request: IncomingMessage, response: ServerResponse, address: string): boolean {
    if (request.method !== 'POST' || request.url?.split('?')[0] !== '/sign-in') return false;
    const who = this.#isKnown(request.headers.cookie ?? '') ? 'known' : 'stranger';
    if (this.#inside[who] < most[who]) {
      this.#inside[who]++;
      response.once('close', () => this.#inside[who]--);
      return false;
    }
    logSecurity('sign-in failed', { reason: 'busy', address });
    refuse(request, response);
    return true;
  }
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const error = { title: 'Too many sign in at once', message: 'Try again in a few seconds.' };
  const isOurs = request.headers['x-sveltekit-action'] === 'true';
  const body = isOurs
    ? JSON.stringify({ type: 'error', status: 503, error })
    : `${error.title}. ${error.message}\n`;
  const type = isOurs ? 'application/json' : 'text/plain; charset=utf-8';
  request.resume();
  response
    .writeHead(503, { 'retry-after': '2', 'content-type': type, 'cache-control': 'no-store' })
    .end(body);
}
