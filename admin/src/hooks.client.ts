import type { ClientInit, HandleClientError } from '@sveltejs/kit/hooks';
import { noteTypedEarly } from '#lib/components/frame/typed-early.ts';

/** How many failures one visit reports: a page that fails in a loop says nothing new. */
const mostReported = 5;
/** In ms: what a page asked for is cut off when it is left, and no failure. */
const leavingTakes = 10_000;
let reported = 0;
let leftAt = Number.NEGATIVE_INFINITY;

/** Reports a failure to the admin's log; without it, a page that stops is known to nobody but who looks at it. */
function report(error: unknown): void {
  if (performance.now() - leftAt < leavingTakes || reported++ >= mostReported) return;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const body = JSON.stringify({ path: location.pathname.slice(0, 500), reason: reason.slice(0, 2_000) });
  void fetch('/failed', { method: 'POST', body, keepalive: true }).catch(() => undefined);
}

export const init: ClientInit = () => {
  noteTypedEarly();
  addEventListener('beforeunload', () => (leftAt = performance.now()));
  addEventListener('error', ({ error, message }) => report(error ?? message));
  addEventListener('unhandledrejection', ({ reason }) => report(reason));
};

export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'unknown') report(error);
};
