import { roles } from './person.ts';
import type { Person, Role } from './person.ts';
import type { Auth } from './auth.ts';

export interface Session {
  readonly person: Person;
  /** Names it in the store. */
  readonly token: string;
  /** When its person signed in, in ms since epoch. */
  readonly createdAt: number;
  /** Set-Cookie values that prolong the session, now and then. */
  readonly cookies: readonly string[];
}

/** Who the request's cookie says it is, if the session still stands. */
export async function readSession(auth: Auth, headers: Headers): Promise<Session | undefined> {
  if (!headers.has('cookie')) return undefined;
  const { response, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true });
  if (!response) return undefined;
  const { id, name, email, role } = response.user;
  const { token, createdAt } = response.session;
  return {
    person: { kind: 'person', id, name, email, role: toRole(role) },
    token,
    createdAt: createdAt.getTime(),
    cookies: answer.getSetCookie(),
  };
}

/** The Set-Cookie value by which a browser forgets its session. */
export async function clearSession(auth: Auth): Promise<string> {
  const { name, attributes } = (await auth.$context).authCookies.sessionToken;
  return `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${attributes.secure ? '; Secure' : ''}`;
}

function toRole(text: string): Role {
  return roles.find((role) => role === text) ?? 'viewer';
}
