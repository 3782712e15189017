import { invalidateAll } from '$app/navigation';
import { session } from './session/session.svelte.ts';

/** In ms: one that hangs keeps a connection that people's own clicks may need. */
const longest = 5_000;
let running: Promise<void> | undefined;

/**
 * Reads anew what a page of this environment shows, where Hoist answers. While it does not, the page stays: a refresh that
 * fails would put an error in its place, and a key that is shown once would be lost with it.
 */
export function refresh(environment: string): Promise<void> {
  running ??= refreshOnce(environment).finally(() => (running = undefined));
  return running;
}

async function refreshOnce(environment: string): Promise<void> {
  const signal = AbortSignal.timeout(longest);
  const headers = { accept: 'application/json' };
  const request = fetch(`/reach/${environment}`, { method: 'HEAD', headers, signal });
  const answer = await request.catch(() => undefined);
  if (answer && session.isEnded(answer)) return;
  if (answer?.ok) await invalidateAll();
}
