import { DuplicateRecordError } from '@hoist/store';
import type { Records, Row } from '@hoist/store';
import { randomUUID } from 'node:crypto';

interface Identity {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/**
 * Stores whom an e-mail address belongs to, as better-auth reads it. Call it once the access log says so: what another
 * change that was cut off left under this address is replaced.
 */
export async function keepIdentity(records: Records, { id, email, name }: Identity): Promise<void> {
  const at = new Date().toISOString();
  const row = { id, email, name, emailVerified: true, image: null, createdAt: at, updatedAt: at };
  for (let tries = 0; ; tries++) {
    try {
      return await records.insert('user', row);
    } catch (error) {
      if (!(error instanceof DuplicateRecordError) || tries > 0) throw error;
      const [found] = await records.find('user', [{ field: 'email', test: 'eq', value: email }]);
      if (found?.['id'] === id) return;
      if (found) await removeIdentity(records, String(found['id']));
    }
  }
}

/** Removes a person's e-mail address, password and sessions. */
export async function removeIdentity(records: Pick<Records, 'remove'>, id: string): Promise<void> {
  for (const collection of ['session', 'account'])
    await records.remove(collection, [{ field: 'userId', test: 'eq', value: id }]);
  await records.remove('user', [{ field: 'id', test: 'eq', value: id }]);
}

/** Stores the hash of a person's password. */
export async function keepPassword(records: Records, id: string, hash: string): Promise<void> {
  const updatedAt = new Date().toISOString();
  const changed = await records.update('account', whereAccount(id), { password: hash, updatedAt });
  if (changed > 0) return;
  const row: Row = { accountId: id, providerId: 'credential', userId: id, password: hash };
  await records.insert('account', { id: randomUUID(), ...row, createdAt: updatedAt, updatedAt });
}

/** Resolves with the hash of a person's password; undefined if none was set. */
export async function readPasswordHash(
  records: Pick<Records, 'find'>,
  id: string,
): Promise<string | undefined> {
  const [account] = await records.find('account', whereAccount(id), { limit: 1 });
  const hash = account?.['password'];
  return typeof hash === 'string' ? hash : undefined;
}

function whereAccount(id: string) {
  return [
    { field: 'userId', test: 'eq', value: id },
    { field: 'providerId', test: 'eq', value: 'credential' },
  ] as const;
}
