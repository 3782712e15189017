import { randomBytes, randomUUID } from 'node:crypto';
import { keyringFormat } from '@hoist/core';
import type { Environment, Json, Keyring } from '@hoist/core';
import { commit } from '@hoist/store';
import type { LogReader, Store } from '@hoist/store';

const firstEnvironments: readonly Environment[] = [
  { key: 'dev', name: 'dev', order: 0, colour: 'blue', protected: false },
  { key: 'staging', name: 'staging', order: 1, colour: 'violet', protected: false },
  { key: 'prod', name: 'prod', order: 2, colour: 'magenta', protected: true },
];

/** Commits the first version of an empty definitions log: the installation's id, and dev, staging and prod. */
export async function installDefinitions(store: Store, definitions: LogReader): Promise<void> {
  if (definitions.state.version > 0) return;
  await begin(store, definitions, [
    ['installation', { id: randomUUID() }],
    ...firstEnvironments.map((environment): [string, Json] => [
      `environment/${environment.key}`,
      environment,
    ]),
  ]);
}

/** Commits the first version of an environment's empty log, which tells relays whose log it is. */
export async function installEnvironment(
  store: Store,
  published: LogReader,
  identity: { installation: string; key: string },
): Promise<void> {
  if (published.state.version > 0) return;
  await begin(store, published, [['environment', identity]]);
}

/** Commits the first version of an empty keyring: no keys and a new stream secret. */
export async function installKeyring(store: Store, keyring: LogReader): Promise<void> {
  if (keyring.state.version > 0) return;
  const first: Keyring = { format: keyringFormat, keys: [], streamSecret: randomBytes(32).toString('hex') };
  await begin(store, keyring, [['keyring', first as unknown as Json]]);
}

/**
 * Commits a log's first version under a fixed idempotency key: of several processes, the first one's takes effect.
 */
async function begin(
  store: Store,
  reader: LogReader,
  parts: readonly (readonly [string, Json])[],
): Promise<void> {
  await commit(store, reader, {
    idempotencyKey: 'install',
    kind: 'installed',
    who: { kind: 'hoist', id: 'hoist', name: 'Hoist' },
    when: new Date().toISOString(),
    comment: null,
    build: () => ({ set: new Map(parts), removed: [], said: 'started for the first time' }),
  });
  await reader.catchUp();
}
