import { StoreUnavailableError } from '@hoist/store';
import type { Records } from '@hoist/store';
import type { Auth } from './auth.ts';
import { EndedSessions } from './ended-sessions.ts';
import { readSession } from './session.ts';
import type { FindPerson, Session } from './session.ts';
import { readSessionCookies } from './session-cookies.ts';

/** How long a known session may still read while the store is unavailable, in ms. */
const readsFor = 15 * 60_000;
/** How long a known session does not wait for the store again after it did not answer, in ms. */
const rest = 5_000;
const mostKnown = 10_000;

/** What a request is about to do; only a reading request may be recognised from memory. */
type Intent = 'reading' | 'writing';

/** The sessions of signed-in people that this process has seen. */
export interface KnownSessions {
  /**
   * Resolves with the session of a request's cookie; undefined if there is none. Rejects with StoreUnavailableError
   * if it cannot be looked up.
   */
  find(headers: Headers, intent: Intent): Promise<Session | undefined>;
  /**
   * Ends the sessions of a request's cookies: here at once, in the store as soon as it answers. Resolves with the id
   * of their person, if this process knows it.
   */
  end(headers: Headers): Promise<string | undefined>;
  /** Ends all sessions of a person, or only one of them, or all but one, by their tokens; resolves with how many. */
  endOf(person: string, which?: { readonly only?: string; readonly but?: string }): Promise<number>;
}

interface KnownSessionsOptions {
  readonly auth: Auth;
  readonly records: Pick<Records, 'find' | 'remove'>;
  /** Finds who may be signed in: a session of anybody else is none. */
  readonly findPerson: FindPerson;
  /** The longest lifetime of a session in ms, however much it is used. */
  readonly longest: number;
  /** Ms since the Unix epoch; the process's clock by default. */
  readonly now?: () => number;
}

interface Known {
  readonly session: Session;
  /** When the store last confirmed the session. */
  readonly at: number;
}

/**
 * Remembers sessions, so that people who were signed in still see every page while the store is unavailable. For a
 * request that writes, the session is looked up in the store each time.
 */
export function rememberSessions(options: KnownSessionsOptions): KnownSessions {
  const { auth, records, findPerson, longest, now = Date.now } = options;
  const known = new Map<string, Known>();
  const ended = new EndedSessions(records);
  let failedAt = Number.NEGATIVE_INFINITY;
  const isOver = ({ token, createdAt }: Session) => ended.has(token) || now() - createdAt >= longest;

  const recall = (cookie: string | undefined): Session | undefined => {
    const seen = cookie === undefined ? undefined : known.get(cookie);
    if (!seen || now() - seen.at >= readsFor || isOver(seen.session)) return undefined;
    const { person } = seen.session;
    const current = findPerson(person.id);
    return current && { ...seen.session, person: { ...person, name: current.name, role: current.role } };
  };

  const lookUp = async (headers: Headers, cookie: string | undefined): Promise<Session | undefined> => {
    const session = await readSession(auth, findPerson, headers);
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
    endOf: async (person, which) => {
      const tokens = await listTokens(records, person, which);
      await ended.end(tokens);
      return tokens.length;
    },
  };
}

/** Lists the tokens of a person's sessions: of all, of one, or of all but one. */
async function listTokens(
  records: Pick<Records, 'find'>,
  person: string,
  { only, but }: { readonly only?: string; readonly but?: string } = {},
): Promise<readonly string[]> {
  const rows = await records.find('session', [{ field: 'userId', test: 'eq', value: person }]);
  return rows
    .map(({ token }) => String(token))
    .filter((token) => token !== but && (only === undefined || token === only));
}
