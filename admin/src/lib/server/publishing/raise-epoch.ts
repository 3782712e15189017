import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256, StoreDamagedError } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { commitChange } from './commit-change.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { describeDivergence, findDivergences, nextEpoch } from './divergence.ts';
import { hoistItself } from './follow.ts';
import { readKeyring, toKeyringChange } from './keyring.ts';
import { hasRole, requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { listRevived, revokeKnown } from './revived-keys.ts';
import type { RevivedKey } from './revived-keys.ts';

/** How the store compares with running relays, and what raising the epoch would do. */
export interface EpochView {
  /** The newest epoch of any log. */
  readonly epoch: number;
  /** A sentence for each log that relays are ahead of. */
  readonly divergences: readonly string[];
  /** Keys that relays have seen revoked and the store calls valid. */
  readonly revived: readonly RevivedKey[];
}

/** How long to wait for logs that are being restored, and how often to read them, in ms. */
const timeout = 6_000;
const readAgain = 250;

/** The result of raising the epoch. */
export interface RaisedEpoch {
  readonly epoch: number;
  readonly revokedAgain: number;
}

/** Compares the store with running relays. */
export async function readEpoch(hoist: AdminContext): Promise<EpochView> {
  const divergences = await findDivergences(hoist);
  return {
    epoch: nextEpoch(listLogs(hoist), []) - 1,
    divergences: divergences.map(describeDivergence),
    revived: listRevived(hoist),
  };
}

/**
 * Begins a newer epoch of every log, which all relays follow even where they have read more of the older one, and revokes
 * again what they have seen revoked. For administrators, after an older copy of the store was restored.
 */
export async function raiseEpoch(
  hoist: AdminContext,
  person: Person,
  {
    comment,
    idempotencyKey = randomUUID(),
  }: { readonly comment: string; readonly idempotencyKey?: string | undefined },
): Promise<RaisedEpoch> {
  requireRole(person, 'admin', 'raise the epoch');
  await readAll(listLogs(hoist));
  await hoist.relays.settled();
  const divergences = await findDivergences(hoist);
  const epoch = nextEpoch(listLogs(hoist), divergences);
  const revived = listRevived(hoist);
  const said = `raised the epoch to ${epoch}`;
  const note = { person, kind: 'epoch-raised', comment, epoch } as const;
  const actOn = ({ log }: LogReader) => sha256(`${idempotencyKey}\n${log}`);
  // Keys first: none may be valid for the moment between.
  for (const { key } of readDefinitions(hoist.definitions).environments) {
    const reader = hoist.keyring(key);
    const build = () => ({ ...revokeKnownIn(hoist, key), said });
    await commitChange(hoist, reader, { ...note, idempotencyKey: actOn(reader), build });
  }
  for (const reader of [...listPublished(hoist), hoist.definitions])
    await commitChange(hoist, reader, {
      ...note,
      idempotencyKey: actOn(reader),
      build: () => ({ set: new Map(), said }),
    });
  return { epoch: nextEpoch(listLogs(hoist), []) - 1, revokedAgain: revived.length };
}

/** Reads every log to its end, and waits for those that are still being restored. */
async function readAll(readers: readonly LogReader[]): Promise<void> {
  for (const deadline = performance.now() + timeout; ; await sleep(readAgain)) {
    const outcomes = await Promise.allSettled(readers.map((reader) => reader.catchUp()));
    const isSettling = outcomes.some(
      (outcome) => outcome.status === 'rejected' && outcome.reason instanceof StoreDamagedError,
    );
    if (!isSettling || performance.now() > deadline) return;
  }
}

/** True if this person may raise the epoch. */
export function mayRaiseEpoch(person: Person | undefined): boolean {
  return person !== undefined && hasRole(person, 'admin');
}

/** Revokes again what relays report as revoked, where all of them follow the store: one may come back late after a restore. */
export async function revokeAgain(hoist: AdminContext): Promise<void> {
  for (const environment of new Set(listRevived(hoist).map((key) => key.environment)))
    await commitChange(hoist, hoist.keyring(environment), {
      person: hoistItself,
      kind: 'key-revoked',
      build: () => ({
        ...revokeKnownIn(hoist, environment),
        said: 'revoked again what relays have seen revoked',
      }),
    });
}

function revokeKnownIn(hoist: AdminContext, environment: string) {
  const keyring = readKeyring(hoist.keyring(environment));
  return toKeyringChange(keyring, revokeKnown(hoist, environment, keyring));
}

function listPublished(hoist: AdminContext): LogReader[] {
  return readDefinitions(hoist.definitions).environments.map(({ key }) => hoist.published(key));
}

function listLogs(hoist: AdminContext): LogReader[] {
  const { environments } = readDefinitions(hoist.definitions);
  return [hoist.definitions, ...listPublished(hoist), ...environments.map(({ key }) => hoist.keyring(key))];
}
