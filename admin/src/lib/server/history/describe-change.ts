import type { AdminContext } from '../context.ts';
import { describeDifference } from './describe-difference.ts';
import type { Difference } from './describe-difference.ts';
import { toFlagChange } from './flag-history.ts';
import type { FlagChange } from './flag-history.ts';
import type { FieldDifference } from './list-differences.ts';
import { readChange } from './read-change.ts';
import type { ChangeName } from './read-change.ts';
import { listFlagRestore } from './restore-flag.ts';
import { offerRestore } from './restore-setting.ts';
import type { RestoreOffer } from './restore-setting.ts';

/** One change of a flag with all that it changed. */
export interface ChangeDetail extends Difference {
  readonly change: FlagChange;
  /** Whether it is what the log has now. */
  readonly isCurrent: boolean;
  /** What publishing that setting again would bring; undefined where there was none. */
  readonly setting: RestoreOffer | undefined;
  /** What giving the flag that definition again would change; undefined for a change of a setting. */
  readonly definition: readonly FieldDifference[] | undefined;
}

/** Reads one change of a flag, and what it changed. Throws UseCaseError 404. */
export async function describeChange(hoist: AdminContext, name: ChangeName): Promise<ChangeDetail> {
  const change = await readChange(hoist, name);
  const { environment, after, replacedAt } = change;
  return {
    change: toFlagChange(change),
    ...describeDifference(hoist, { ...change, partKey: `flag/${name.flag}` }),
    isCurrent: replacedAt === undefined,
    setting: environment === undefined ? undefined : offerRestore(hoist, change, { ...name, environment }),
    definition:
      environment === undefined && after !== undefined
        ? listFlagRestore(hoist, name.flag, change)
        : undefined,
  };
}
