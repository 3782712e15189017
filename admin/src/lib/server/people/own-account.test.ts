import { describe, expect, it } from 'vitest';
import type { Person } from '../access/person.ts';
import { mira, refusalOf } from '../testing.ts';
import { listOwners } from './list-people.ts';
import { changeOwnPassword, endOwnSessions, listSessions, renameSelf } from './own-account.ts';
import { clientAddress, openPeople, password } from './testing.ts';

describe('the own account', () => {
  it('changes its name, by which it is offered as an owner', async () => {
    const { hoist, join, said } = await openPeople();
    const person = await join();
    await renameSelf(hoist, person, { name: 'Lea Stone' });
    expect(listOwners(hoist)).toEqual([
      { id: person.id, name: 'Lea Stone' },
      { id: 'mira', name: 'Mira Okafor' },
    ]);
    expect((await said()).at(-1)).toBe('Lea Brandt changed their name to Lea Stone');
  });

  it('changes its password with the old one, and ends its other sessions', async () => {
    const { context, join, enter, sessionOf } = await openPeople();
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
    const { hoist, context, join, enter, sessionOf } = await openPeople();
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
    const { hoist } = await openPeople();
    const machine: Person = { ...mira, kind: 'token', id: 'token:x' };
    expect((await refusalOf(() => renameSelf(hoist, machine, { name: 'X' }))).code).toBe('not-a-person');
  });
});
