import { randomUUID } from 'node:crypto';
import { openStore } from '@hoist/store';
import type { RunningHoist } from './running-hoist.ts';
import { administrator } from './session.ts';
import type { SignIn } from './session.ts';

/** Puts a person with another role beside the administrator, who has to be there: same password, other e-mail. */
export async function addPerson(
  hoist: RunningHoist,
  role: 'viewer' | 'editor' | 'publisher',
): Promise<SignIn> {
  const store = await openStore({ url: hoist.storeUrl });
  try {
    const [user] = await store.records.find('user', [
      { field: 'email', test: 'eq', value: administrator.email },
    ]);
    const [account] = await store.records.find('account', []);
    if (!user || !account) throw new Error('Set Hoist up first: there is nobody to copy.');
    const id = randomUUID();
    const email = `${role}@example.com`;
    await store.records.insert('user', { ...user, id, email, name: `A ${role}`, role });
    await store.records.insert('account', { ...account, id: randomUUID(), accountId: id, userId: id });
    return { email, password: administrator.password };
  } finally {
    await store.close();
  }
}
