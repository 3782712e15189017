import { memoryUsage } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const collections = 5;

/** Resolves with the bytes of heap in use after a full garbage collection. */
async function settledHeap(): Promise<number> {
  for (let turn = 0; turn < collections; turn++) {
    collect();
    await sleep(10);
  }
  return memoryUsage().heapUsed;
}

/**
 * Measures the heap that a made value takes, in MB (10^6 bytes). Returns the value as well: it must stay reachable
 * until it is measured.
 */
export async function measureHeap<Made>(
  make: () => Made,
): Promise<{ readonly made: Made; readonly megabytes: number }> {
  const before = await settledHeap();
  const made = make();
  return { made, megabytes: ((await settledHeap()) - before) / 1e6 };
}
