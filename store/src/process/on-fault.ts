import type { Logger } from './logger.ts';

/** Logs an error or rejection that was not caught, and calls `end`, because the state that it left behind is unknown. */
export function onFault(logger: Logger, end: () => void): void {
  process.on('uncaughtException', (error: unknown) => {
    const reason = error instanceof Error ? error.stack : String(error);
    logger.error({ reason }, 'nobody caught this; the process ends');
    end();
  });
}
