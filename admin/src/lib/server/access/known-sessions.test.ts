import { StoreUnavailableError } from '@hoist/store';
import type { Records } from '@hoist/store';
import { describe, expect, it, vi } from 'vitest';
import type { Auth } from './auth.ts';
import { rememberSessions } from './known-sessions.ts';

const cookie = (token: string) => new Headers({ cookie: `a=b; hoist.session_token=${token}.signature` });
const user = { id: 'u1', name: 'Mira', email: 'mira@example.com', role: 'admin' };
const minute = 60_000;
const hour = 60 * minute;

/** better-auth as far as it is asked, on a store that can go away. */
function open() {
  let away = false;
  let isDisabled = false;
  let now = 0;
  const sessions = new Map([['one', 0]]);
  const getSession = async ({ headers }: { headers: Headers }) => {
    if (away) throw new Error('Failed to get session');
    const token = /session_token=(\w+)/.exec(headers.get('cookie') ?? '')?.[1] ?? '';
    const createdAt = sessions.get(token);
    if (createdAt === undefined) return { response: null, headers: new Headers() };
    const session = { token, createdAt: new Date(createdAt), expiresAt: new Date(now + 24 * hour) };
    return { response: { user, session }, headers: new Headers() };
  };
  const remove: Records['remove'] = (_, [where]) =>
    away
      ? Promise.reject(new StoreUnavailableError('away'))
      : Promise.resolve(Number(sessions.delete(String(where?.value))));
  const auth = { api: { getSession } } as unknown as Auth;
  const find = () => Promise.resolve([...sessions.keys()].map((token) => ({ token })));
  const known = rememberSessions({
    auth,
    records: { find, remove },
    findPerson: (id) => (isDisabled || id !== user.id ? undefined : { name: user.name, role: 'admin' }),
    longest: 7 * 24 * hour,
    now: () => now,
  });
  return {
    ...known,
    read: (headers: Headers) => known.find(headers, 'reading'),
    write: (headers: Headers) => known.find(headers, 'writing'),
    sessions,
    disable: () => (isDisabled = true),
    leave: () => (away = true),
    comeBack: () => (away = false),
    pass: (milliseconds: number) => (now += milliseconds),
  };
}

describe('rememberSessions', () => {
  it('knows whom it saw a moment ago while the store is away, and for a quarter of an hour', async () => {
    const { read, leave, pass } = open();
    await read(cookie('one'));
    leave();
    pass(14 * minute);
    expect((await read(cookie('one')))?.person).toMatchObject({ name: 'Mira', role: 'admin' });
    pass(2 * minute);
    await expect(read(cookie('one'))).rejects.toThrow(StoreUnavailableError);
  });

  it('is none for a person who was disabled, also while the store is away', async () => {
    const { read, write, disable, leave } = open();
    await read(cookie('one'));
    disable();
    expect(await read(cookie('one'))).toBeUndefined();
    expect(await write(cookie('one'))).toBeUndefined();
    leave();
    await expect(read(cookie('one'))).rejects.toThrow(StoreUnavailableError);
  });

  it('ends all of a person, or all but one', async () => {
    const { write, endOf, sessions } = open();
    sessions.set('two', 0);
    expect(await endOf(user.id, { but: 'two' })).toBe(1);
    expect(await write(cookie('one'))).toBeUndefined();
    expect((await write(cookie('two')))?.person.name).toBe('Mira');
    expect(await endOf(user.id)).toBe(1);
    expect(sessions.size).toBe(0);
  });

  it('recognises nobody by a cookie that it has not seen', async () => {
    const { read, leave } = open();
    await read(cookie('two'));
    leave();
    await expect(read(cookie('two'))).rejects.toThrow('nobody can be recognised');
    expect(await read(new Headers())).toBeUndefined();
  });

  it('forgets a session that ended', async () => {
    const { read, leave, sessions } = open();
    await read(cookie('one'));
    sessions.clear();
    expect(await read(cookie('one'))).toBeUndefined();
    leave();
    await expect(read(cookie('one'))).rejects.toThrow(StoreUnavailableError);
  });

  it('lets nobody write whom the store does not confirm', async () => {
    const { read, write, leave, comeBack, sessions } = open();
    await read(cookie('one'));
    leave();
    await expect(write(cookie('one'))).rejects.toThrow(StoreUnavailableError);
    await read(cookie('one'));
    comeBack();
    sessions.clear();
    expect(await write(cookie('one')), 'asked at once, however short ago the store failed').toBeUndefined();
    expect(await read(cookie('one')), 'and what it said counts').toBeUndefined();
  });

  it('does not know a session again that was signed out while the store was away', async () => {
    const { read, write, end, leave, comeBack } = open();
    await read(cookie('one'));
    leave();
    expect(await end(cookie('one'))).toBe('u1');
    expect(await read(cookie('one'))).toBeUndefined();
    comeBack();
    expect(await write(cookie('one')), 'although the store still has it').toBeUndefined();
  });

  it('ends in the store, once it is back, what was signed out meanwhile', async () => {
    const { end, leave, comeBack, sessions } = open();
    leave();
    await end(cookie('one'));
    comeBack();
    expect(sessions.size).toBe(1);
    await vi.waitFor(() => expect(sessions.size).toBe(0), 20_000);
  });

  it('does not know a session again that was signed out while it was being looked up', async () => {
    const { read, end, leave } = open();
    const slow = read(cookie('one'));
    await end(cookie('one'));
    expect(await slow).toBeUndefined();
    leave();
    expect(await read(cookie('one'))).toBeUndefined();
  });

  it('remembers nobody by a request that names two sessions', async () => {
    const { read, end, leave } = open();
    const two = new Headers({ cookie: 'hoist.session_token=one.x; __Secure-hoist.session_token=other.x' });
    await read(two);
    await end(cookie('one'));
    leave();
    expect((await read(two).catch(() => undefined))?.person).toBeUndefined();
  });

  it('ends a session that is as old as one may be, used or not, and while the store is away too', async () => {
    const { read, leave, pass, sessions } = open();
    pass(7 * 24 * hour - 5 * minute);
    expect(await read(cookie('one'))).toBeDefined();
    leave();
    pass(5 * minute);
    await expect(read(cookie('one'))).rejects.toThrow(StoreUnavailableError);
    const old = open();
    old.pass(7 * 24 * hour);
    expect(await old.read(cookie('one'))).toBeUndefined();
    expect([old.sessions.size, sessions.size]).toEqual([0, 1]);
  });
});
