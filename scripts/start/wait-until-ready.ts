import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './service.ts';

/** After so many ms a start that is not ready is explained. */
const usual = 5_000;

/**
 * Resolves with true once the service is ready, with false if it ended. There is no timeout; what the service waits
 * for, such as a store that is unavailable, is printed once.
 */
export async function waitUntilReady(
  url: string,
  service: Service,
  say: (line: string) => void,
): Promise<boolean> {
  const started = performance.now();
  let said = '';
  while (service.running) {
    const answer = await ask(url);
    if (answer.ready) return true;
    if (performance.now() - started > usual && answer.text !== said) {
      said = answer.text;
      say(`Still waiting for the ${service.name}. ${said}`);
    }
    await sleep(50);
  }
  return false;
}

async function ask(url: string): Promise<{ readonly ready: boolean; readonly text: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    return { ready: response.ok, text: `It says: ${(await response.text()).trim().slice(0, 500)}` };
  } catch {
    return { ready: false, text: 'It does not answer yet.' };
  }
}
