import { describe, expect, it } from 'vitest';
import { readAccess } from '../access/access-state.ts';
import { mira, refusalOf, viewer } from '../testing.ts';
import { changePerson } from './change-person.ts';
import { invitePerson } from './invite-person.ts';
import { readPerson } from './list-people.ts';
import { makeLink } from './make-link.ts';
import { openLink, setPasswordByLink } from './set-password.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';
import { hour, lea, openPeople, origin } from './testing.ts';

describe('a person', () => {
  it('who is disabled is signed out at once and cannot sign in, until they are enabled', async () => {
    const { context, join, enter, sessionOf, said } = await openPeople();
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
    const { context, join, enter, sessionOf, said } = await openPeople();
    const { id } = await join();
    const entered = await enter();
    await changePerson(context, mira, { id, patch: { role: 'publisher' } });
    expect((await sessionOf(entered))?.person.role).toBe('publisher');
    expect((await said()).at(-1)).toBe('Mira Okafor changed the role of Lea Brandt from editor to publisher');
  });

  it('who is the last administrator stays one, also of two who go at the same time', async () => {
    const { hoist, context, join } = await openPeople();
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
    const { clock, context, opening, join, enter, sessionOf } = await openPeople();
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
    const { context, join } = await openPeople();
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
    const { hoist, context, join } = await openPeople();
    const { id } = await join();
    const { etag } = await readPerson(hoist, id);
    await changePerson(context, mira, { id, patch: { role: 'viewer' }, ifMatch: etag });
    const stale = await refusalOf(() =>
      changePerson(context, mira, { id, patch: { role: 'admin' }, ifMatch: etag }),
    );
    expect(stale.code).toBe('changed-meanwhile');
  });
});
