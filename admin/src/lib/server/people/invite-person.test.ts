import { describe, expect, it, onTestFinished } from 'vitest';
import { hasPeople } from '../access/access-state.ts';
import { captureLog } from '../logging/testing-log.ts';
import { openContext } from '../open-context.ts';
import { letJoin, mira, openTempStore, peopleContextOf, refusalOf } from '../testing.ts';
import { changePerson } from './change-person.ts';
import { invitePerson } from './invite-person.ts';
import { listPeople } from './list-people.ts';
import { makeLink } from './make-link.ts';
import { openLink, setPasswordByLink } from './set-password.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';
import { clientAddress, day, lea, openPeople, origin, password } from './testing.ts';

describe('an invitation', () => {
  it('leads to an account by a link that works once, and is told in words', async () => {
    const { hoist, context, opening, invite, enter, sessionOf, said } = await openPeople();
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
    const { context, opening, invite } = await openPeople();
    const made = await invite();
    const tries = ['one', 'two', 'three'].map((name) =>
      setPasswordByLink(context, opening(made), { name, password }),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('works for 7 days, and only the newest link does', async () => {
    const { clock, context, opening, invite } = await openPeople();
    const first = await invite();
    const second = await makeLink(context, mira, { id: first.person.id, origin });
    await expect(openLink(context, opening(first))).rejects.toMatchObject({ status: 410 });
    clock.now += 7 * day - 1_000;
    await openLink(context, opening(second));
    clock.now += 1_000;
    await expect(openLink(context, opening(second))).rejects.toMatchObject({ status: 410 });
  });

  it('is stored as a digest, and never logged', async () => {
    const { hoist, records, context, opening, invite } = await openPeople();
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
    const { context, opening, invite } = await openPeople();
    const made = await invite();
    const set = (typed: string, name = lea.name) =>
      refusalOf(() => setPasswordByLink(context, opening(made), { name, password: typed }));
    expect((await set('short')).fields).toEqual({ password: 'Use at least 12 characters.' });
    expect((await set('lea brandt lea', ' ')).fields).toMatchObject({ name: 'Enter a name.' });
    expect((await set('lea.brandt.lea')).fields['password']).toContain('your name');
    await setPasswordByLink(context, opening(made), { name: lea.name, password });
  });

  it('repeated with its idempotency key is one, with the same link; another for the address is refused', async () => {
    const { hoist, context, opening, invite } = await openPeople();
    const made = await invite(lea, 'once');
    expect((await invite(lea, 'once')).link).toBe(made.link);
    await openLink(context, opening(made));
    const twice = await refusalOf(() => invite({ ...lea, name: 'Another Lea' }));
    expect(twice.fields['email']).toContain('Lea Brandt has this e-mail address already');
    expect(await listPeople(hoist)).toHaveLength(2);
  });

  it('that is withdrawn is gone, and its address is free again', async () => {
    const { hoist, context, opening, invite, join } = await openPeople();
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
    const { context } = await openPeople();
    const codes = [];
    for (let count = 0; count < 22; count++) {
      const token = tokenOf(`guess ${count}`);
      codes.push((await refusalOf(() => openLink(context, { token, clientAddress }))).code);
    }
    expect([codes[0], codes.at(-1)]).toEqual(['password-link-dead', 'too-many-tries']);
  });

  it('is mailed where there is a mail server; one that refuses leaves the link to be handed over', async () => {
    const { context } = await openPeople();
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

it('the set-up link is for the very first: nobody has joined who was only invited', async () => {
  const hoist = await openContext(await openTempStore());
  onTestFinished(() => hoist.close());
  expect(hasPeople(hoist.access)).toBe(false);
  const context = peopleContextOf(hoist);
  const { person } = await invitePerson(context, mira, { input: lea, origin });
  await changePerson(context, mira, { id: person.id, patch: { role: 'admin' } });
  expect(hasPeople(hoist.access)).toBe(false);
  await letJoin(hoist, mira);
  expect(hasPeople(hoist.access)).toBe(true);
});
