import type { Hoist } from '../hoist.ts';
import { describeDivergence, findDivergences, nextEpoch } from './divergence.ts';
import { UseCaseError } from './use-case-error.ts';

interface TurningOff {
  readonly environment: string;
  readonly raiseEpoch?: boolean | undefined;
}

/**
 * The epoch that turning off in an environment has to begin: a newer one where relays are ahead of its log, else the one that
 * it is in. Throws UseCaseError 409, naming the field `raiseEpoch`, where a newer one is needed and not confirmed.
 */
export async function epochToTurnOff(hoist: Hoist, { environment, raiseEpoch }: TurningOff): Promise<number> {
  const reader = hoist.served(environment);
  await hoist.relays.settled();
  const divergence = (await findDivergences(hoist)).find(
    (one) => one.environment === environment && one.kind === 'ruleset',
  );
  if (raiseEpoch === true) return nextEpoch([reader], divergence ? [divergence] : []);
  if (!divergence) return reader.state.epoch;
  const newest = Math.max(...divergence.relays.map(({ version }) => version));
  const { version } = divergence.stored;
  const lost =
    newest > version + 1
      ? `versions ${version + 1} to ${newest}`
      : `version ${newest}${newest > version ? '' : ' of theirs'}`;
  const givesUp =
    `${describeDivergence(divergence)} An older copy of the store was restored. Turning off works: relays then ` +
    `give up ${lost} of ${environment} and serve what the store has, with this flag off.`;
  throw new UseCaseError(
    409,
    'Relays are ahead of the store',
    `${givesUp} Send it again with "raiseEpoch": true to confirm that.`,
    { fields: { raiseEpoch: givesUp } },
  );
}
