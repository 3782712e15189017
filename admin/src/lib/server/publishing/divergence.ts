import { comparePositions, digestOfRecord } from '@hoist/core';
import type { LogPosition } from '@hoist/core';
import { sha256 } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import { listOf } from '#lib/words.ts';
import type { AdminContext, DivergedKind, Divergence } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/** Finds every log that has diverged from what live relays of this installation have read. */
export async function findDivergences(hoist: AdminContext): Promise<readonly Divergence[]> {
  const relays = await hoist.relays.read();
  const { environments } = readDefinitions(hoist.definitions);
  const found = environments.flatMap(({ key }) => [
    findDivergence(hoist, relays, { environment: key, kind: 'ruleset' }),
    findDivergence(hoist, relays, { environment: key, kind: 'keyring' }),
  ]);
  return (await Promise.all(found)).flatMap((divergence) => divergence ?? []);
}

interface Place {
  readonly environment: string;
  readonly kind: DivergedKind;
}

async function findDivergence(
  hoist: AdminContext,
  relays: AdminContext['relays']['latest'],
  { environment, kind }: Place,
): Promise<Divergence | undefined> {
  const reader = logOf(hoist, { environment, kind });
  const positions = relays.flatMap((relay) => {
    const position = relay.environments.find((one) => one.environment === environment)?.[kind];
    return position ? [{ ...position, id: relay.id }] : [];
  });
  const isAhead = (position: LogPosition) => comparePositions(position, reader.state) > 0;
  // A relay may have read what this process has not yet.
  if (positions.some(isAhead)) await reader.catchUp();
  const diverged = [];
  for (const position of positions)
    if (isAhead(position) || !(await isOnBranch(hoist, reader, position))) diverged.push(position);
  if (diverged.length === 0) return undefined;
  const { epoch, version, record } = reader.state;
  return { environment, kind, stored: { epoch, version, record }, relays: diverged };
}

/** The log of what an environment serves, or of its keys. */
function logOf(hoist: AdminContext, { environment, kind }: Place): LogReader {
  return kind === 'ruleset' ? hoist.published(environment) : hoist.keyring(environment);
}

/** True if the log holds that very record. Relays give up records of an older epoch anyway. */
async function isOnBranch(
  hoist: AdminContext,
  { log, state }: LogReader,
  position: LogPosition,
): Promise<boolean> {
  if (position.epoch < state.epoch || position.version === 0) return true;
  if (position.version === state.version) return position.record === state.record;
  const [record] = await hoist.store.read(log, position.version - 1, 1);
  return record?.version === position.version && digestOfRecord(record, sha256) === position.record;
}

/** An epoch newer than any that relays or the store know of these logs. */
export function nextEpoch(readers: readonly LogReader[], divergences: readonly Divergence[]): number {
  const known = [
    ...readers.map(({ state }) => state.epoch),
    ...divergences.flatMap(({ relays }) => relays.map(({ epoch }) => epoch)),
  ];
  return Math.max(...known) + 1;
}

/** Describes in a sentence what relays have and the store lacks. */
export function describeDivergence({ environment, kind, stored, relays }: Divergence): string {
  const thing = kind === 'ruleset' ? `what ${environment} serves` : `the keys of ${environment}`;
  const latest = Math.max(...relays.map(({ version }) => version));
  const who = relays.length === 1 ? 'One relay has' : `${relays.length} relays have`;
  if (latest <= stored.version)
    return `${who} ${thing} from another history: at version ${latest}, the store at ${stored.version}.`;
  return `${who} ${thing} at version ${latest}, the store at ${stored.version}.`;
}

/** The error for a change that would be saved and reach no relay. */
function relaysAhead(divergences: readonly Divergence[]): UseCaseError {
  const said = listOf([...new Set(divergences.map(({ environment }) => environment))]);
  const detail =
    `An older copy of the store was restored: relays are ahead of it in ${said}, so no change would reach them. ` +
    'An administrator has to raise the epoch and publish: on the page Restored, or by POST /api/v1/epoch. ' +
    'Turning a flag off and revoking a key work all the same.';
  return new UseCaseError('relays-ahead', detail);
}

/** Throws UseCaseError 409 while any log has diverged. */
export async function refuseDivergence(hoist: AdminContext): Promise<void> {
  await hoist.relays.settled();
  const divergences = await findDivergences(hoist);
  if (divergences.length > 0) throw relaysAhead(divergences);
}
