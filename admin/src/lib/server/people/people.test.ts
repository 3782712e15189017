import { describe, expect, it, onTestFinished } from 'vitest';
import { hasPeople, readAccess } from '../access/access-state.ts';
import type { Person } from '../access/person.ts';
import { signIn } from '../access/sign-in.ts';
import { captureLog } from '../logging/testing-log.ts';
import { createFlag } from '../flags/flags.ts';
import { openContext } from '../open-context.ts';
import { letJoin, mira, openTempStore, peopleContextOf, refusalOf, viewer } from '../testing.ts';
import { changePerson } from './change-person.ts';
import { invitePerson } from './invite-person.ts';
import { listOwners, listPeople, readPerson } from './list-people.ts';
import { makeLink } from './make-link.ts';
import { changeOwnPassword, endOwnSessions, listSessions, renameSelf } from './own-account.ts';
import { openLink, setPasswordByLink } from './set-password.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

const origin = 'https://hoist.example.com';
const lea = { name: 'Lea Brandt', email: 'Lea@Example.com', role: 'editor' };
const password = 'four words in a row';
const clientAddress = '192.0.2.7';
const hour = 3_600_000;
const day = 24 * hour;

/** An installation with one administrator, Mira, and everything that sign-in needs. */
async function open() {
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

describe('an invitation', () => {
  it('leads to an account by a link that works once, and is told in words', async () => {
    const { hoist, context, opening, invite, enter, sessionOf, said } = await open();
    const made = await invite();
    expect(made).toMatchObject({
      mail: 'not-configured',
      person: { state: 'invited', email: 'lea@example.com' },
    });
    expect(made.link).toMatch(/^https:\/\/hoist\.example\.com\/set-password\?token=[\w-]{43}$/);
    expect(await enter()).toEqual({ outcome: 'refused' });
    expect(await openLink(context, opening(made))).toMatchObject({
      purpose: 'invitation',
      email: 'lea@example.com',
    });
    await setPasswordByLink(context, opening(made), { name: 'Lea B.', password });
    expect((await sessionOf(await enter()))?.person).toMatchObject({ name: 'Lea B.', role: 'editor' });
    expect((await refusalOf(() => openLink(context, opening(made)))).code).toBe('password-link-dead');
    const again = setPasswordByLink(context, opening(made), { name: 'Eve', password });
    await expect(again).rejects.toMatchObject({ status: 410 });
    expect((await listPeople(hoist)).map(({ name, state }) => [name, state])).toEqual([
      ['Lea B.', 'active'],
      ['Mira Okafor', 'active'],
    ]);
    expect(await said()).toEqual([
      'Mira Okafor joined',
      'Mira Okafor invited Lea Brandt with the role editor',
      'Lea B. joined with the role editor',
    ]);
  });

  it('lets one of many through who open it at the same time', async () => {
    const { context, opening, invite } = await open();
    const made = await invite();
    const tries = ['one', 'two', 'three'].map((name) =>
      setPasswordByLink(context, opening(made), { name, password }),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('works for 7 days, and only the newest link does', async () => {
    const { clock, context, opening, invite } = await open();
    const first = await invite();
    const second = await makeLink(context, mira, { id: first.person.id, origin });
    await expect(openLink(context, opening(first))).rejects.toMatchObject({ status: 410 });
    clock.now += 7 * day - 1_000;
    await openLink(context, opening(second));
    clock.now += 1_000;
    await expect(openLink(context, opening(second))).rejects.toMatchObject({ status: 410 });
  });

  it('is stored as a digest, and never logged', async () => {
    const { hoist, records, context, opening, invite } = await open();
    const log = captureLog();
    const made = await invite();
    const { token } = opening(made);
    await setPasswordByLink(context, opening(made), { name: lea.name, password });
    log.restore();
    const kept = [
      await records.find('passwordLinks', []),
      await hoist.store.read('access', 0, 100),
      log.lines,
    ];
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(JSON.stringify(log.lines)).not.toContain('example.com');
  });

  it('stays usable after a mistake, with a message beside the field', async () => {
    const { context, opening, invite } = await open();
    const made = await invite();
    const set = (typed: string, name = lea.name) =>
      refusalOf(() => setPasswordByLink(context, opening(made), { name, password: typed }));
    expect((await set('short')).fields).toEqual({ password: 'Use at least 12 characters.' });
    expect((await set('lea brandt lea', ' ')).fields).toMatchObject({ name: 'Enter a name.' });
    expect((await set('lea.brandt.lea')).fields['password']).toContain('your name');
    await setPasswordByLink(context, opening(made), { name: lea.name, password });
  });

  it('repeated with its idempotency key is one, with the same link; another for the address is refused', async () => {
    const { hoist, context, opening, invite } = await open();
    const made = await invite(lea, 'once');
    expect((await invite(lea, 'once')).link).toBe(made.link);
    await openLink(context, opening(made));
    const twice = await refusalOf(() => invite({ ...lea, name: 'Another Lea' }));
    expect(twice.fields['email']).toContain('Lea Brandt has this e-mail address already');
    expect(await listPeople(hoist)).toHaveLength(2);
  });

  it('that is withdrawn is gone, and its address is free again', async () => {
    const { hoist, context, opening, invite, join } = await open();
    const made = await invite();
    await withdrawInvitation(context, mira, { id: made.person.id });
    await expect(openLink(context, opening(made))).rejects.toMatchObject({ status: 410 });
    expect(await listPeople(hoist)).toHaveLength(1);
    const person = await join();
    const refusal = await refusalOf(() => withdrawInvitation(context, mira, { id: person.id }));
    expect(refusal.code).toBe('person-joined');
  });

  it.each([
    ['that guesses links', (token: string) => token],
    ['that repeats a used one', () => 'used'],
  ])('an address %s has to wait', async (_what, tokenOf) => {
    const { context } = await open();
    const codes = [];
    for (let count = 0; count < 22; count++) {
      const token = tokenOf(`guess ${count}`);
      codes.push((await refusalOf(() => openLink(context, { token, clientAddress }))).code);
    }
    expect([codes[0], codes.at(-1)]).toEqual(['password-link-dead', 'too-many-tries']);
  });

  it('is mailed where there is a mail server; one that refuses leaves the link to be handed over', async () => {
    const { context } = await open();
    const sent: unknown[] = [];
    const sendMail = (mail: unknown) => Promise.resolve(void sent.push(mail));
    const made = await invitePerson({ ...context, sendMail }, mira, { input: lea, origin });
    expect(made.mail).toBe('sent');
    expect(sent).toEqual([
      {
        to: 'lea@example.com',
        subject: 'Your invitation to Hoist at hoist.example.com',
        text: expect.stringContaining(`\n\n${made.link}\n\n`) as string,
      },
    ]);
    const failing = { ...context, sendMail: () => Promise.reject(new Error('550 no such user')) };
    const failed = await invitePerson(failing, mira, { input: { ...lea, email: 'x@example.com' }, origin });
    expect([failed.mail, failed.person.state]).toEqual(['failed', 'invited']);
  });
});

describe('a person', () => {
  it('who is disabled is signed out at once and cannot sign in, until they are enabled', async () => {
    const { context, join, enter, sessionOf, said } = await open();
    const { id } = await join();
    const entered = await enter();
    expect(await sessionOf(entered)).toBeDefined();
    await changePerson(context, mira, { id, patch: { disabled: true } });
    expect(await sessionOf(entered)).toBeUndefined();
    expect(await enter()).toEqual({ outcome: 'refused' });
    expect((await refusalOf(() => makeLink(context, mira, { id, origin }))).code).toBe('person-disabled');
    await changePerson(context, mira, { id, patch: { disabled: false } });
    expect(await enter()).toMatchObject({ outcome: 'signed-in' });
    expect((await said()).slice(-2)).toEqual([
      'Mira Okafor disabled Lea Brandt, who may not sign in any more',
      'Mira Okafor enabled Lea Brandt again',
    ]);
  });

  it('has another role from the next request on, in words', async () => {
    const { context, join, enter, sessionOf, said } = await open();
    const { id } = await join();
    const entered = await enter();
    await changePerson(context, mira, { id, patch: { role: 'publisher' } });
    expect((await sessionOf(entered))?.person.role).toBe('publisher');
    expect((await said()).at(-1)).toBe('Mira Okafor changed the role of Lea Brandt from editor to publisher');
  });

  it('who is the last administrator stays one, also of two who go at the same time', async () => {
    const { hoist, context, join } = await open();
    const change = (id: string, patch: unknown) => changePerson(context, mira, { id, patch });
    expect((await refusalOf(() => change(mira.id, { role: 'editor' }))).code).toBe('last-administrator');
    expect((await refusalOf(() => change(mira.id, { disabled: true }))).code).toBe('last-administrator');
    const { id } = await join();
    await change(id, { role: 'admin' });
    const both = await Promise.allSettled([
      change(mira.id, { disabled: true }),
      change(id, { role: 'viewer' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const admins = [...readAccess(hoist.access).people.values()].filter(
      ({ role, disabledAt }) => role === 'admin' && disabledAt === null,
    );
    expect(admins).toHaveLength(1);
  });

  it('gets another password by a link that works once, for an hour; all sessions end', async () => {
    const { clock, context, opening, join, enter, sessionOf } = await open();
    const { id } = await join();
    const before = await enter();
    const late = await makeLink(context, mira, { id, origin });
    clock.now += hour;
    await expect(openLink(context, opening(late))).rejects.toMatchObject({ status: 410 });
    const made = await makeLink(context, mira, { id, origin });
    expect(await sessionOf(before)).toBeDefined();
    await setPasswordByLink(context, opening(made), { name: 'ignored', password: 'another four word one' });
    expect(await sessionOf(before)).toBeUndefined();
    expect(await enter()).toEqual({ outcome: 'refused' });
    expect((await sessionOf(await enter(lea.email, 'another four word one')))?.person.name).toBe(lea.name);
    await expect(openLink(context, opening(made))).rejects.toMatchObject({ status: 410 });
  });

  it('is changed by administrators only', async () => {
    const { context, join } = await open();
    const { id } = await join();
    const tries = [
      () => invitePerson(context, viewer, { input: lea, origin }),
      () => changePerson(context, viewer, { id, patch: { role: 'admin' } }),
      () => makeLink(context, viewer, { id, origin }),
      () => withdrawInvitation(context, viewer, { id }),
    ];
    for (const run of tries) expect((await refusalOf(run)).status).toBe(403);
  });

  it('is changed on the version that If-Match names', async () => {
    const { hoist, context, join } = await open();
    const { id } = await join();
    const { etag } = await readPerson(hoist, id);
    await changePerson(context, mira, { id, patch: { role: 'viewer' }, ifMatch: etag });
    const stale = await refusalOf(() =>
      changePerson(context, mira, { id, patch: { role: 'admin' }, ifMatch: etag }),
    );
    expect(stale.code).toBe('changed-meanwhile');
  });
});

describe('the own account', () => {
  it('changes its name, by which it is offered as an owner', async () => {
    const { hoist, join, said } = await open();
    const person = await join();
    await renameSelf(hoist, person, { name: 'Lea Stone' });
    expect(listOwners(hoist)).toEqual([
      { id: person.id, name: 'Lea Stone' },
      { id: 'mira', name: 'Mira Okafor' },
    ]);
    expect((await said()).at(-1)).toBe('Lea Brandt changed their name to Lea Stone');
  });

  it('changes its password with the old one, and ends its other sessions', async () => {
    const { context, join, enter, sessionOf } = await open();
    const person = await join();
    const [here, there] = [await enter(), await enter()];
    const token = (await sessionOf(here))?.token;
    const change = (old: string) =>
      changeOwnPassword(context, person, { old, password: 'another four word one', token });
    const wrong = await refusalOf(() => change('not my old password'));
    expect(wrong.fields).toEqual({ old: 'This is not your password. Try again.' });
    await change(password);
    expect(await sessionOf(here)).toBeDefined();
    expect(await sessionOf(there)).toBeUndefined();
    expect(await enter()).toEqual({ outcome: 'refused' });
    for (let count = 0; count < 5; count++) await refusalOf(() => change('wrong again and again'));
    expect((await refusalOf(() => change('another four word one'))).code).toBe('too-many-tries');
  });

  it('lists its sessions with where they are from, and ends them; never those of others', async () => {
    const { hoist, context, join, enter, sessionOf } = await open();
    const person = await join();
    const [here, there] = [await enter(), await enter()];
    const token = (await sessionOf(here))?.token;
    const sessions = await listSessions(hoist, person, token);
    expect(sessions).toMatchObject([
      { isThis: true, address: clientAddress, userAgent: 'Firefox/140.0' },
      { isThis: false },
    ]);
    const id = sessions[1]?.id ?? '';
    expect(await endOwnSessions(context, mira, { id, token: undefined })).toBe(0);
    expect(await sessionOf(there)).toBeDefined();
    expect(await endOwnSessions(context, person, { id, token })).toBe(1);
    expect(await sessionOf(there)).toBeUndefined();
    await enter();
    expect(await endOwnSessions(context, person, { token })).toBe(1);
    expect(await sessionOf(here)).toBeDefined();
  });

  it('is for people', async () => {
    const { hoist } = await open();
    const machine: Person = { ...mira, kind: 'token', id: 'token:x' };
    expect((await refusalOf(() => renameSelf(hoist, machine, { name: 'X' }))).code).toBe('not-a-person');
  });
});

it('a flag is owned by nobody who is not there', async () => {
  const { hoist, invite } = await open();
  const variants = [{ key: 'on', value: true }];
  const flag = (person: string) => ({
    key: 'pay',
    name: 'Pay',
    type: 'boolean',
    variants,
    owner: { name: 'X', person },
  });
  const refusal = await refusalOf(() => createFlag(hoist, mira, flag('nobody')));
  expect(refusal.errors).toMatchObject([{ pointer: '/owner/person', code: 'no-such-person' }]);
  const { person } = await invite();
  expect((await refusalOf(() => createFlag(hoist, mira, flag(person.id)))).status).toBe(422);
  await createFlag(hoist, mira, flag(mira.id));
});

it('the set-up link is for the very first: nobody has joined who was only invited', async () => {
  const hoist = await openContext(await openTempStore());
  onTestFinished(() => hoist.close());
  expect(hasPeople(hoist.access)).toBe(false);
  await letJoin(hoist, mira);
  expect(hasPeople(hoist.access)).toBe(true);
});
