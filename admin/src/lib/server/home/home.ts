import type { AdminContext } from '../context.ts';
import { unlessAway } from '../errors/unless-away.ts';
import { isGone } from '../publishing/archived.ts';
import { countGrowing, findAttention } from './attention.ts';
import type { Attention } from './attention-item.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { readTotals } from '../counts/evaluations.ts';
import { readHomeSteps } from './home-steps.ts';
import type { HomeStep } from './home-steps.ts';
import { readRecentChanges } from '../publishing/recent-changes.ts';
import type { RecentChange } from '../publishing/recent-changes.ts';

/** What the first page shows. */
export interface Home {
  readonly steps: readonly HomeStep[];
  readonly attention: readonly Attention[];
  readonly changes: readonly RecentChange[];
  readonly numbers: HomeNumbers;
}

interface HomeNumbers {
  readonly segments: number;
  readonly flags: number;
  readonly growing: number;
  /** Evaluations in the last 7 days. */
  readonly evaluations: number;
}

const changesShown = 8;

/** Reads what the first page shows: from memory, and the last records of each log. */
export async function readHome(hoist: AdminContext): Promise<Home> {
  const { flags, segments } = readDefinitions(hoist.definitions);
  const [attention, steps, changes, evaluations] = await Promise.all([
    findAttention(hoist),
    readHomeSteps(hoist),
    unlessAway(() => readRecentChanges(hoist, changesShown), []),
    unlessAway(async () => (await readTotals(hoist, '7d')).total, 0),
  ]);
  return {
    steps,
    attention,
    changes,
    numbers: {
      segments: [...segments.values()].filter((segment) => !isGone(hoist, 'segment', segment)).length,
      flags: [...flags.values()].filter((flag) => !isGone(hoist, 'flag', flag)).length,
      growing: countGrowing(hoist),
      evaluations,
    },
  };
}
