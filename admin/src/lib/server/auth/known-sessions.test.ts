import { StoreUnavailableError } from '@hoist/store';
import { describe, expect, it } from 'vitest';
import type { Auth } from './auth.ts';
import { rememberSessions } from './known-sessions.ts';

const cookie = (token: string) => new Headers({ cookie: `a=b; hoist.session_token=${token}` });
const user = { id: 'u1', name: 'Mira', email: 'mira@example.com', role: 'admin' };

/** better-auth as far as it is asked, on a store that can go away. */
function open() {
  let away = false;
  let now = 0;
  const sessions = new Set(['one']);
  const getSession = async ({ headers }: { headers: Headers }) => {
    if (away) throw new Error('Failed to get session');
    const token = /session_token=(\w+)/.exec(headers.get('cookie') ?? '')?.[1] ?? '';
    return { response: sessions.has(token) ? { user } : null, headers: new Headers() };
  };
  const find = rememberSessions({ api: { getSession } } as unknown as Auth, () => now);
  return {
    find,
    sessions,
    leave: () => (away = true),
    pass: (milliseconds: number) => (now += milliseconds),
  };
}

describe('rememberSessions', () => {
  it('knows whom it saw a moment ago while the store is away, and for a quarter of an hour', async () => {
    const { find, leave, pass } = open();
    await find(cookie('one'));
    leave();
    pass(14 * 60_000);
    expect((await find(cookie('one')))?.person).toMatchObject({ name: 'Mira', role: 'admin' });
    pass(2 * 60_000);
    await expect(find(cookie('one'))).rejects.toThrow(StoreUnavailableError);
  });

  it('recognises nobody by a cookie that it has not seen', async () => {
    const { find, leave } = open();
    await find(cookie('two'));
    leave();
    await expect(find(cookie('two'))).rejects.toThrow('nobody can be recognised');
    expect(await find(new Headers())).toBeUndefined();
  });

  it('forgets a session that ended', async () => {
    const { find, leave, sessions } = open();
    await find(cookie('one'));
    sessions.clear();
    expect(await find(cookie('one'))).toBeUndefined();
    leave();
    await expect(find(cookie('one'))).rejects.toThrow(StoreUnavailableError);
  });
});
