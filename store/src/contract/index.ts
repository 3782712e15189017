import { describe } from 'vitest';
import { describeCommits } from './commit-contract.ts';
import { describeCounts } from './count-contract.ts';
import { describeCrashes } from './crash-contract.ts';
import { describeLeases } from './lease-contract.ts';
import { describeLocks } from './lock-contract.ts';
import { describeChangeSignal } from './change-signal-contract.ts';
import { describeOpening } from './opening-contract.ts';
import { describeParts } from './part-contract.ts';
import { describeRaces } from './race-contract.ts';
import { describeRecords } from './record-contract.ts';
import type { StoreFixture } from './store-fixture.ts';
import { describeVersions } from './version-contract.ts';

export type { StoreFixture } from './store-fixture.ts';

/** The contract of a store as a vitest suite for any adapter. `openStore` must support the adapter's URLs. */
export function describeStore(name: string, fixture: StoreFixture): void {
  describe(`the ${name} store`, () => {
    describeOpening(fixture);
    describeParts(fixture);
    describeVersions(fixture);
    describeRecords(fixture);
    describeLeases(fixture);
    describeCounts(fixture);
    describeChangeSignal(fixture);
    describeCommits(fixture);
    describeRaces(fixture);
    describeCrashes(fixture);
    describeLocks(fixture);
  });
}
