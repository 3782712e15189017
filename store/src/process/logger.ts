import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type { Logger } from 'pino';

/** Levels of the log, from the least severe on. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
/** One of `logLevels`. */
export type LogLevel = (typeof logLevels)[number];

/**
 * Writes a line of JSON for each event: `level` by its name, `time` in ISO 8601, fields, `message`. To stdout by default,
 * where it waits for nothing: a reader that stalls does not stop the process. Before the process ends, `flushLog`.
 */
export function createLogger(
  level: LogLevel,
  // With 0, `flush` would call back at once, whatever is still being written.
  destination: DestinationStream = pino.destination({ minLength: 1 }),
): Logger {
  const options = {
    level,
    base: null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, destination);
}

/** Resolves when everything logged so far is written, after `limit` ms at the latest. */
export async function flushLog(logger: Logger, limit = 1_000): Promise<void> {
  const written = new Promise<void>((resolve) => logger.flush(() => resolve()));
  await Promise.race([written, sleep(limit)]);
}
