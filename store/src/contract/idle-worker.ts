import { longestStall } from './longest-stall.ts';

/**
 * A worker process that is idle. It replies to a number of milliseconds with its longest stall during them, which
 * measures the noise of the machine.
 */
process.on('message', (ms: number) => {
  void longestStall(ms).then((stall) => process.send?.(stall));
});
process.send?.('ready');
