import { StoreUnavailableError } from '@hoist/store';
import type { Auth } from './auth.ts';
import { readSession } from './session.ts';
import type { Session } from './session.ts';

/** So long somebody stays signed in while nobody can look the session up. */
const patience = 15 * 60_000;
/** A store that did not answer is not waited for again so soon by somebody who is known. */
const rest = 5_000;
const mostKnown = 10_000;
const cookieName = /(?:^|;\s*)((?:__Secure-)?hoist\.session_token=[^;]+)/;

/** Who asks, by their cookie. Undefined for nobody; rejects with StoreUnavailableError where it cannot be known. */
export type FindSession = (headers: Headers) => Promise<Session | undefined>;

/**
 * Sessions that this process has seen lately: whoever was signed in a moment ago still sees every page while the store is
 * away. Nothing can be saved then, so an old answer does no harm.
 */
export function rememberSessions(auth: Auth, now: () => number = Date.now): FindSession {
  const known = new Map<string, { readonly session: Session; readonly at: number }>();
  let failedAt = Number.NEGATIVE_INFINITY;
  return async (headers) => {
    const key = cookieName.exec(headers.get('cookie') ?? '')?.[1];
    if (key === undefined) return undefined;
    const seen = known.get(key);
    const isKnown = seen !== undefined && now() - seen.at < patience;
    if (isKnown && now() - failedAt < rest) return seen.session;
    try {
      const session = await readSession(auth, headers);
      known.delete(key);
      if (session) known.set(key, { session: { ...session, cookies: [] }, at: now() });
      const [oldest] = known.keys();
      if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
      return session;
    } catch (error) {
      failedAt = now();
      if (isKnown) return seen.session;
      const message = 'The store does not answer, so nobody can be recognised. Try again in a moment.';
      throw new StoreUnavailableError(message, { cause: error });
    }
  };
}
