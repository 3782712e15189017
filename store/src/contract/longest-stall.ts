import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/**
 * Resolves after `ms` milliseconds with the longest time, in ms, that this process's event loop was blocked during
 * them.
 */
export async function longestStall(ms: number): Promise<number> {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  await setTimeout(ms);
  monitor.disable();
  return monitor.max / 1e6;
}
