import { randomBytes } from 'node:crypto';
import { CountLedger, sendCounts } from '@hoist/core';
import type { CountPage, CountSending } from '@hoist/core';
import type { Logger } from '@hoist/store/process';
import { after } from '../after.ts';

/** What this process counted, on its way to the source. */
export interface Counting {
  readonly ledger: CountLedger;
  readonly sending: CountSending;
}

/** Begins to count, and to send what was counted. */
export function startCounting(send: (pages: readonly CountPage[]) => Promise<void>): Counting {
  const ledger = new CountLedger({ sender: randomBytes(16).toString('hex') });
  const anchor = Date.now() - performance.now();
  const sending = sendCounts(ledger, send, {
    monotonic: () => anchor + performance.now(),
    after,
    random: Math.random,
  });
  return { ledger, sending };
}

/** Sends what is left, once, and ends; what the source does not take is lost, and is a line in the log. */
export async function stopCounting({ ledger, sending }: Counting, logger: Logger): Promise<void> {
  sending.stop();
  await sending.flush().catch((error: unknown) => {
    const { waiting } = ledger;
    logger.error({ waiting, error: String(error) }, 'evaluations could not be counted');
  });
}
