import { setTimeout as sleep } from 'node:timers/promises';
import { flushLog } from './logger.ts';
import type { Logger } from './logger.ts';

interface Draining {
  readonly logger: Logger;
  /** How long to serve on after SIGTERM. */
  readonly seconds: number;
  /** Called at once: from now on the process is not ready. */
  readonly begin: () => void;
  /** Called after that: answers what is in flight and closes everything. */
  readonly end: () => Promise<void>;
  /** How long `end` may take, in ms; no limit by default. */
  readonly limit?: number;
}

/** What may end a process. */
export type DrainReason = 'SIGTERM' | 'SIGINT' | 'fault';

/**
 * Makes what a signal calls to end the process. Not ready first; on SIGTERM it serves on for a while, so that load balancers
 * stop sending before anything is refused; then it ends, and exits with 0. SIGINT, and any second signal, skips the wait; so
 * does a fault that was not caught, which exits with 1.
 */
export function createDrain({ logger, seconds, begin, end, limit }: Draining): (why: DrainReason) => void {
  const waiting = new AbortController();
  let draining = false;
  let exitCode = 0;
  return (why) => {
    if (why === 'fault') exitCode = 1;
    if (why !== 'SIGTERM' || draining) waiting.abort();
    if (draining) return;
    draining = true;
    begin();
    void finish().catch(giveUp);
  };

  async function finish(): Promise<void> {
    logger.info({ seconds: waiting.signal.aborted ? 0 : seconds }, 'draining');
    await sleep(seconds * 1_000, undefined, { signal: waiting.signal }).catch(() => undefined);
    if (limit !== undefined) setTimeout(() => giveUp('it took too long'), limit);
    await end();
    logger.info('stopped');
    await leave(exitCode);
  }

  function giveUp(error: unknown): void {
    logger.error({ error: String(error) }, 'did not stop cleanly');
    void leave(1);
  }

  async function leave(code: number): Promise<void> {
    await flushLog(logger);
    process.exit(code);
  }
}
