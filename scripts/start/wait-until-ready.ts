import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './service.ts';

const deadline = 60_000;

/** True once the service says that it is ready; false when it ended or took more than a minute. */
export async function waitUntilReady(url: string, service: Service): Promise<boolean> {
  const end = Date.now() + deadline;
  while (service.running && Date.now() < end) {
    if (await isReady(url)) {
      service.wasReady = true;
      return true;
    }
    await sleep(50);
  }
  return false;
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
