import { onTestFinished } from 'vitest';
import type { Person } from '../access/person.ts';
import { signIn } from '../access/sign-in.ts';
import { openContext } from '../open-context.ts';
import { letJoin, mira, openTempStore, peopleContextOf } from '../testing.ts';
import { invitePerson } from './invite-person.ts';
import { readPerson } from './list-people.ts';
import { setPasswordByLink } from './set-password.ts';

/** Where the links of these tests lead. */
export const origin = 'https://hoist.example.com';
export const lea = { name: 'Lea Brandt', email: 'Lea@Example.com', role: 'editor' };
export const password = 'four words in a row';
export const clientAddress = '192.0.2.7';
export const hour = 3_600_000;
export const day = 24 * hour;

/** An installation with one administrator, Mira, and everything that sign-in needs. */
export async function openPeople() {
  const clock = { now: Date.now() };
  const now = () => clock.now;
  const store = await openTempStore();
  const hoist = await openContext(store, { now });
  onTestFinished(() => hoist.close());
  const { records } = store;
  const context = peopleContextOf(hoist);
  await letJoin(hoist, mira);
  const tokenOf = ({ link }: { readonly link: string }) => new URL(link).searchParams.get('token') ?? '';
  const opening = (made: { readonly link: string }) => ({ token: tokenOf(made), clientAddress });
  const invite = (input: unknown = lea, idempotencyKey?: string) =>
    invitePerson(context, mira, { input, origin, idempotencyKey });
  const join = async () => {
    const made = await invite();
    await setPasswordByLink(context, opening(made), { name: lea.name, password });
    return personOf(made.person.id);
  };
  const personOf = async (id: string): Promise<Person> => {
    const { name, email, role } = (await readPerson(hoist, id)).person;
    return { kind: 'person', id, name, email, role };
  };
  const enter = (email = lea.email, typed = password) =>
    signIn(context.signIn, { email, password: typed, clientAddress, userAgent: 'Firefox/140.0' });
  const sessionOf = async (result: Awaited<ReturnType<typeof enter>>) => {
    if (result.outcome !== 'signed-in') throw new Error(result.outcome);
    const cookie = (result.cookies[0] ?? '').split(';')[0] ?? '';
    return context.sessions.find(new Headers({ cookie }), 'writing');
  };
  const said = async () =>
    (await store.read('access', 0, 100)).map(({ who, said: words }) => `${who.name} ${words}`);
  return { clock, hoist, records, context, opening, invite, join, personOf, enter, sessionOf, said };
}
