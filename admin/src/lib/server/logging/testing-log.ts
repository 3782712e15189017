import { vi } from 'vitest';
import { log } from './log.ts';

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** Collects lines instead of writing them, until `restore` is called. */
export function captureLog(): { readonly lines: readonly LogLine[]; restore(): void } {
  const lines: LogLine[] = [];
  const spies = (['info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(log, level).mockImplementation((fields: unknown, message?: string) => {
      lines.push({ level, ...(fields as LogLine), message });
    }),
  );
  return { lines, restore: () => spies.forEach((spy) => spy.mockRestore()) };
}
