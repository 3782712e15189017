import { memoryUsage } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const collections = 5;

/** Bytes of heap in use after everything that can be collected was. */
async function settledHeap(): Promise<number> {
  for (let turn = 0; turn < collections; turn++) {
    collect();
    await sleep(10);
  }
  return memoryUsage().heapUsed;
}

/** What something made takes up, in MB (10^6 bytes), and the thing itself, which must be kept until it was measured. */
export async function measureHeap<Made>(
  make: () => Made,
): Promise<{ readonly made: Made; readonly megabytes: number }> {
  const before = await settledHeap();
  const made = make();
  return { made, megabytes: ((await settledHeap()) - before) / 1e6 };
}
