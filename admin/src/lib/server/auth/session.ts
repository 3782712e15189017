import { roles } from '../use-cases/person.ts';
import type { Person, Role } from '../use-cases/person.ts';
import { clientAddressHeader } from './auth.ts';
import type { Auth } from './auth.ts';

interface Credentials {
  readonly email: string;
  readonly password: string;
  /** The address that tries, for limiting how often it may. */
  readonly clientAddress: string;
}

/** `cookies` are Set-Cookie values for the browser. */
export type SignIn =
  | { readonly outcome: 'signed-in'; readonly cookies: readonly string[] }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'limited'; readonly seconds: number };

/** Signs a person in. Wrong e-mail and wrong password cannot be told apart, not by time either. */
export async function signIn(auth: Auth, { email, password, clientAddress }: Credentials): Promise<SignIn> {
  const { baseURL } = await auth.$context;
  const response = await auth.handler(
    new Request(`${baseURL}/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [clientAddressHeader]: clientAddress },
      body: JSON.stringify({ email: email.trim(), password }),
    }),
  );
  if (response.status === 429) {
    return { outcome: 'limited', seconds: Number(response.headers.get('x-retry-after')) || 60 };
  }
  if (response.status >= 500) throw new Error(`Signing in failed with status ${response.status}.`);
  if (!response.ok) return { outcome: 'refused' };
  return { outcome: 'signed-in', cookies: response.headers.getSetCookie() };
}

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
    person: { id, name, email, role: toRole(role) },
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
