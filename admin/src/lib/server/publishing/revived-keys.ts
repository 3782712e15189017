import type { Keyring } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { readKeyring } from './keyring.ts';

/** A key that relays have seen revoked and the store holds as valid, because an older copy was restored. */
export interface RevivedKey {
  readonly environment: string;
  readonly id: string;
  readonly name: string;
}

/** Lists revived keys by the latest reports of relays. */
export function listRevived(hoist: AdminContext): readonly RevivedKey[] {
  return readDefinitions(hoist.definitions).environments.flatMap(({ key: environment }) => {
    const seen = seenRevoked(hoist, environment);
    if (seen.size === 0) return [];
    return readKeyring(hoist.keyring(environment))
      .keys.filter(({ id, revokedAt }) => revokedAt === null && seen.has(id))
      .map(({ id, name }) => ({ environment, id, name }));
  });
}

/** The keyring with revived keys revoked again; the same object if there are none. */
export function revokeKnown(hoist: AdminContext, environment: string, keyring: Keyring): Keyring {
  const seen = seenRevoked(hoist, environment);
  const isRevived = (key: Keyring['keys'][number]) => key.revokedAt === null && seen.has(key.id);
  if (!keyring.keys.some(isRevived)) return keyring;
  const revokedAt = new Date(hoist.now()).toISOString();
  return { ...keyring, keys: keyring.keys.map((key) => (isRevived(key) ? { ...key, revokedAt } : key)) };
}

function seenRevoked(hoist: AdminContext, environment: string): ReadonlySet<string> {
  const reports = hoist.relays.latest.flatMap(({ environments }) => environments);
  return new Set(reports.flatMap((one) => (one.environment === environment ? one.revoked : [])));
}
