import type { AdminContext } from '../context.ts';
import { describeDivergence, findDivergences, nextEpoch } from './divergence.ts';
import { fieldError, UseCaseError } from '../errors/use-case-error.ts';

interface ToConfirm {
  readonly environment: string;
  /** The log that is written: what the environment serves, or its keys. */
  readonly kind: 'ruleset' | 'keyring';
  readonly raiseEpoch?: boolean | undefined;
  /** Says that the change works all the same, and what relays lose by it; `lost` names their newer versions. */
  readonly describe: (lost: string) => string;
}

/**
 * The epoch that a change which must always pass has to begin: a newer one where relays are ahead of the log that it writes,
 * else the one that the log is in. Throws UseCaseError 409, naming the field `raiseEpoch`, where a newer one is needed and
 * not confirmed.
 */
export async function epochToConfirm(
  hoist: AdminContext,
  { environment, kind, raiseEpoch, describe }: ToConfirm,
): Promise<number> {
  const reader = kind === 'ruleset' ? hoist.published(environment) : hoist.keyring(environment);
  await hoist.relays.settled();
  const divergence = (await findDivergences(hoist)).find(
    (one) => one.environment === environment && one.kind === kind,
  );
  if (raiseEpoch === true) return nextEpoch([reader], divergence ? [divergence] : []);
  if (!divergence) return reader.state.epoch;
  const latest = Math.max(...divergence.relays.map(({ version }) => version));
  const { version } = divergence.stored;
  const lost =
    latest > version + 1
      ? `versions ${version + 1} to ${latest}`
      : `version ${latest}${latest > version ? '' : ' of theirs'}`;
  const givesUp = `${describeDivergence(divergence)} An older copy of the store was restored. ${describe(lost)}`;
  throw new UseCaseError(
    'relays-ahead',
    `${givesUp} Send it again with "raiseEpoch": true to confirm that.`,
    { errors: [fieldError(['raiseEpoch'], 'confirmation-required', givesUp)] },
  );
}
