import { applyVersion, emptyLogState, readPart } from '@hoist/core';
import type { VersionRecord } from '@hoist/core';
import { createYield } from '../yield-to-event-loop.ts';
import type { Store } from '../port.ts';
import { sha256 } from '../sha256.ts';

/** The result of verifying a whole log. */
export interface Verification {
  readonly log: string;
  /** The last version that follows from all before it. */
  readonly version: number;
  /** A sentence for each fault: a part that is missing or altered, or where the chain breaks. */
  readonly problems: readonly string[];
}

const batch = 200;

/** Verifies a log from its first version: each record must follow the one before, and each part must match its digest. */
export async function verifyLog(store: Store, log: string): Promise<Verification> {
  const problems: string[] = [];
  const yieldToEventLoop = createYield();
  let state = emptyLogState(log, sha256);
  for (;;) {
    const records = await store.read(log, state.version, batch);
    for (const record of records) {
      const applied = applyVersion(state, record, sha256);
      if (applied.outcome !== 'applied') {
        const reason = 'reason' in applied ? applied.reason : `it does not follow version ${state.version}`;
        problems.push(`The chain breaks at version ${record.version}: ${reason}.`);
        return { log, version: state.version, problems };
      }
      state = applied.state;
      problems.push(...(await findBadParts(store, record)));
      await yieldToEventLoop();
    }
    if (records.length < batch) return { log, version: state.version, problems };
  }
}

async function findBadParts(store: Store, { version, set }: VersionRecord): Promise<string[]> {
  const problems: string[] = [];
  const texts = await store.getParts(set.map(([, digest]) => digest));
  for (const [partKey, digest] of set) {
    const text = texts.get(digest);
    if (text === undefined) problems.push(`'${partKey}' of version ${version} is missing (part ${digest}).`);
    else if (!isWhole({ digest, text }))
      problems.push(`'${partKey}' of version ${version} was altered (part ${digest}).`);
  }
  return problems;
}

function isWhole(part: { digest: string; text: string }): boolean {
  try {
    readPart(part, sha256);
    return true;
  } catch {
    return false;
  }
}
