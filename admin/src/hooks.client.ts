import type { ClientInit, HandleClientError } from '@sveltejs/kit/hooks';

/** How many failures one visit tells of: a page that fails in a loop says nothing new. */
const mostTold = 5;
/** In ms: what a page asked for is cut off when it is left, and no failure. */
const leavingTakes = 10_000;
let told = 0;
let leftAt = Number.NEGATIVE_INFINITY;

/** Tells the admin, whose log is where somebody looks; without it, a page that stops is known to nobody but who looks at it. */
function tell(error: unknown): void {
  if (performance.now() - leftAt < leavingTakes || told++ >= mostTold) return;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const body = JSON.stringify({ path: location.pathname.slice(0, 500), reason: reason.slice(0, 2_000) });
  void fetch('/failed', { method: 'POST', body, keepalive: true }).catch(() => undefined);
}

export const init: ClientInit = () => {
  addEventListener('beforeunload', () => (leftAt = performance.now()));
  addEventListener('error', ({ error, message }) => tell(error ?? message));
  addEventListener('unhandledrejection', ({ reason }) => tell(reason));
};

export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'unknown') tell(error);
};
