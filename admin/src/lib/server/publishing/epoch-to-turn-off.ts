import type { AdminContext } from '../context.ts';
import { epochToConfirm } from './epoch-to-confirm.ts';

interface TurningOff {
  readonly environment: string;
  readonly raiseEpoch?: boolean | undefined;
}

/** The epoch that turning off in an environment has to begin, as `epochToConfirm`. */
export function epochToTurnOff(
  hoist: AdminContext,
  { environment, raiseEpoch }: TurningOff,
): Promise<number> {
  const describe = (lost: string) =>
    `Turning off works: relays then give up ${lost} of ${environment} and serve what the store has, with this flag off.`;
  return epochToConfirm(hoist, { environment, kind: 'ruleset', raiseEpoch, describe });
}
