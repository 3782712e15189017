import { longestStall } from './longest-stall.ts';

/** Does nothing, and answers each number of milliseconds with its longest stall meanwhile: the machine's own noise. */
process.on('message', (ms: number) => {
  void longestStall(ms).then((stall) => process.send?.(stall));
});
process.send?.('ready');
