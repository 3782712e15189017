import { StoreUnavailableError } from '@hoist/store';
import type { Records } from '@hoist/store';
import type { Auth } from './auth.ts';
import { EndedSessions } from './ended-sessions.ts';
import { readSession } from './session.ts';
import type { Session } from './session.ts';
import { readSessionCookies } from './session-cookies.ts';

/** For so long somebody may still read while nobody can look their session up, in ms. */
const readsFor = 15 * 60_000;
/** A store that did not answer is not waited for again so soon by somebody who is known, in ms. */
const rest = 5_000;
const mostKnown = 10_000;

/** What a request is about to do: only who reads may be recognised from memory. */
type Intent = 'reading' | 'writing';

/** The sessions of signed-in people, as far as this process has seen them. */
export interface KnownSessions {
  /** Who asks, by their cookie. Undefined for nobody; rejects with StoreUnavailableError where it cannot be known. */
  find(headers: Headers, intent: Intent): Promise<Session | undefined>;
  /**
   * Ends the sessions that a request names: here at once, and in the store as soon as it answers. Resolves with the id of
   * whose they were, where this process has seen them.
   */
  end(headers: Headers): Promise<string | undefined>;
}

interface KnownSessionsOptions {
  readonly auth: Auth;
  readonly records: Pick<Records, 'remove'>;
  /** A session ends this many ms after sign-in, however much it is used. */
  readonly longest: number;
  /** Ms since epoch; the process clock by default. */
  readonly now?: () => number;
}

interface Known {
  readonly session: Session;
  /** When the store confirmed it. */
  readonly at: number;
}

/**
 * Remembers sessions, so that whoever was signed in a moment ago still sees every page while the store is away. Who is about
 * to write is looked up in the store each time.
 */
export function rememberSessions(options: KnownSessionsOptions): KnownSessions {
  const { auth, records, longest, now = Date.now } = options;
  const known = new Map<string, Known>();
  const ended = new EndedSessions(records);
  let failedAt = Number.NEGATIVE_INFINITY;
  const isOver = ({ token, createdAt }: Session) => ended.has(token) || now() - createdAt >= longest;

  const recall = (cookie: string | undefined): Session | undefined => {
    const seen = cookie === undefined ? undefined : known.get(cookie);
    if (!seen || now() - seen.at >= readsFor || isOver(seen.session)) return undefined;
    return seen.session;
  };

  const lookUp = async (headers: Headers, cookie: string | undefined): Promise<Session | undefined> => {
    const session = await readSession(auth, headers);
    if (cookie !== undefined) known.delete(cookie);
    if (!session) return undefined;
    if (isOver(session)) {
      await ended.end([session.token]);
      return undefined;
    }
    if (cookie !== undefined) known.set(cookie, { session: { ...session, cookies: [] }, at: now() });
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    return session;
  };

  return {
    find: async (headers, intent) => {
      const cookies = readSessionCookies(headers);
      const [first] = cookies;
      if (!first) return undefined;
      // Of two, only sign-in itself knows which one counts.
      const cookie = cookies.length === 1 ? first.value : undefined;
      const recalled = intent === 'reading' ? recall(cookie) : undefined;
      if (recalled && now() - failedAt < rest) return recalled;
      try {
        return await lookUp(headers, cookie);
      } catch (error) {
        failedAt = now();
        // Asked once more: it may have been signed out meanwhile.
        const still = recalled && recall(cookie);
        if (still) return still;
        if (cookies.some(({ token }) => ended.has(token))) return undefined;
        const message = 'The store does not answer, so nobody can be recognised. Try again in a moment.';
        throw new StoreUnavailableError(message, { cause: error });
      }
    },
    end: async (headers) => {
      const cookies = readSessionCookies(headers);
      const seen = cookies.flatMap(({ value }) => known.get(value)?.session ?? []);
      for (const { value } of cookies) known.delete(value);
      await ended.end([...cookies.map(({ token }) => token), ...seen.map(({ token }) => token)]);
      return seen[0]?.person.id;
    },
  };
}
