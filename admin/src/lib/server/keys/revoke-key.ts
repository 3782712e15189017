import type { AdminContext } from '../context.ts';
import { logSecurity } from '../logging/security-log.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import { epochToConfirm } from '../publishing/epoch-to-confirm.ts';
import { readKeyring, toKeyringChange } from '../publishing/keyring.ts';
import { requireRight } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { revokeKnown } from '../publishing/revived-keys.ts';
import { notFound } from '../errors/use-case-error.ts';

interface RevokeKey {
  readonly environment: string;
  readonly id: string;
  readonly idempotencyKey?: string | undefined;
  /** Confirms that relays ahead of the store discard what it lacks, so that a leaked key can be revoked even then. */
  readonly raiseEpoch?: boolean | undefined;
}

/** Revokes a key for good; relays refuse it within a second. Revoking a revoked key changes nothing. */
export async function revokeKey(
  hoist: AdminContext,
  person: Person,
  { environment, id, idempotencyKey, raiseEpoch }: RevokeKey,
): Promise<void> {
  requireRight(person, requireEnvironment(readDefinitions(hoist.definitions), environment));
  const reader = hoist.keyring(environment);
  const describe = (lost: string) =>
    `Revoking works: relays then give up ${lost} of these keys, so keys that were made in them stop working.`;
  const epoch = await epochToConfirm(hoist, { environment, kind: 'keyring', raiseEpoch, describe });
  const outcome = await commitChange(hoist, reader, {
    person,
    idempotencyKey,
    kind: 'key-revoked',
    epoch,
    build: () => {
      const keyring = readKeyring(reader);
      const entry = keyring.keys.find((candidate) => candidate.id === id);
      if (!entry) throw notFound('key', id);
      const known = revokeKnown(hoist, environment, keyring);
      const said = `revoked the ${entry.scope} key ${entry.name}`;
      if (entry.revokedAt !== null) return { ...toKeyringChange(keyring, known), said };
      const revokedAt = new Date(hoist.now()).toISOString();
      const keys = known.keys.map((key) => (key.id === id ? { ...key, revokedAt } : key));
      return { ...toKeyringChange(keyring, { ...known, keys }), said };
    },
  });
  if (outcome !== 'repeated') logSecurity('key revoked', { person: person.id, key: id, environment });
}
