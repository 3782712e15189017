import type { Logger } from './logger.ts';

/** Logs what nobody caught in this process, a rejection or an error, and calls `end`: what that left half done is unknown. */
export function onFault(logger: Logger, end: () => void): void {
  process.on('uncaughtException', (error: unknown) => {
    const reason = error instanceof Error ? error.stack : String(error);
    logger.error({ reason }, 'nobody caught this; the process ends');
    end();
  });
}
