import type { Person, Role } from './person.ts';
import type { Auth } from './auth.ts';

/** A session of a signed-in person. */
export interface Session {
  readonly person: Person;
  /** The session's token, which identifies it in the store. */
  readonly token: string;
  /** When the person signed in, in ms since the Unix epoch. */
  readonly createdAt: number;
  /** `Set-Cookie` values that extend the session; often empty. */
  readonly cookies: readonly string[];
}

/** Finds a person by id if they may be signed in. */
export type FindPerson = (id: string) => { readonly name: string; readonly role: Role } | undefined;

/** Reads the session of a request's cookie; undefined if there is none, it has ended, or its person was disabled. */
export async function readSession(
  auth: Auth,
  findPerson: FindPerson,
  headers: Headers,
): Promise<Session | undefined> {
  if (!headers.has('cookie')) return undefined;
  const { response, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true });
  if (!response) return undefined;
  const { id, email } = response.user;
  const person = findPerson(id);
  if (!person) return undefined;
  const { token, createdAt } = response.session;
  return {
    person: { kind: 'person', id, name: person.name, email, role: person.role },
    token,
    createdAt: createdAt.getTime(),
    cookies: answer.getSetCookie(),
  };
}

/** Resolves with the `Set-Cookie` value that removes the session cookie. */
export async function clearSession(auth: Auth): Promise<string> {
  const { name, attributes } = (await auth.$context).authCookies.sessionToken;
  return `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${attributes.secure ? '; Secure' : ''}`;
}
