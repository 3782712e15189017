import { expect, it } from 'vitest';
import { flushLog } from './logger.ts';
import type { Logger } from './logger.ts';

it('a log that nobody reads keeps no process from ending', async () => {
  const stalled = { flush: () => undefined } as unknown as Logger;
  const startedAt = performance.now();
  await flushLog(stalled, 20);
  expect(performance.now() - startedAt).toBeGreaterThan(15);
});
