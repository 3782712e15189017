import { randomBytes } from 'node:crypto';
import { CountLedger, sendCounts } from '@hoist/core';
import type { CountPage, CountSending } from '@hoist/core';
import { after } from '../after.ts';

/** What this process counted and nobody stored yet; sending begins at once. */
export function startCounting(send: (pages: readonly CountPage[]) => Promise<void>): {
  readonly ledger: CountLedger;
  readonly sending: CountSending;
} {
  const ledger = new CountLedger({ sender: randomBytes(16).toString('hex') });
  const anchor = Date.now() - performance.now();
  const sending = sendCounts(ledger, send, {
    monotonic: () => anchor + performance.now(),
    after,
    random: Math.random,
  });
  return { ledger, sending };
}
