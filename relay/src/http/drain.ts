import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@hoist/store';
import { closeServer } from './close-server.ts';
import type { Relay } from '../relay.ts';

interface Drained {
  readonly relay: Relay;
  readonly apps: Server;
  readonly management: Server;
  readonly logger: Logger;
  /** How long to serve on after SIGTERM. */
  readonly drainSeconds: number;
}

/** How long requests in flight may take once nothing new is let in, in ms. */
const requestLimit = 10_000;

/**
 * Makes what a signal calls to end the process. Not ready first; on SIGTERM it serves on for a while, so that load balancers
 * stop sending before anything is refused; then streams end, requests in flight finish, counts are stored, and it exits with
 * 0. SIGINT, and any second signal, skips the wait; so does a fault that nobody caught, which exits with 1.
 */
export function createDrain({ relay, apps, management, logger, drainSeconds }: Drained) {
  const waiting = new AbortController();
  let exitCode = 0;
  return (why: 'SIGTERM' | 'SIGINT' | 'fault'): void => {
    if (why === 'fault') exitCode = 1;
    if (why !== 'SIGTERM' || relay.draining) waiting.abort();
    if (relay.draining) return;
    relay.drain();
    void end().catch(giveUp);
  };

  async function end(): Promise<void> {
    logger.info({ seconds: waiting.signal.aborted ? 0 : drainSeconds }, 'draining');
    await sleep(drainSeconds * 1_000, undefined, { signal: waiting.signal }).catch(() => undefined);
    relay.streams.close();
    await closeServer(apps, requestLimit);
    await relay.stop();
    await closeServer(management, 0);
    logger.info('stopped');
    process.exit(exitCode);
  }

  function giveUp(error: unknown): void {
    logger.error({ error: String(error) }, 'did not stop cleanly');
    process.exit(1);
  }
}
