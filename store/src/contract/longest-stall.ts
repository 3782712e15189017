import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** The longest time, in ms, for which this process's event loop stood still during the next `ms`. */
export async function longestStall(ms: number): Promise<number> {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  await setTimeout(ms);
  monitor.disable();
  return monitor.max / 1e6;
}
