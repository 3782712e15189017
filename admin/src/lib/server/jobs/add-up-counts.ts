import { CountAdder } from '../counts/count-adder.ts';
import type { Store } from '@hoist/store';
import { log } from '../logging/log.ts';

const job = { name: 'count', ttl: 15_000 };
/** How often to look for new pages, in ms: a first evaluation is shown within 2 s. */
const interval = 500;
const sealEvery = 10 * 60_000;
/** The shortest interval for summing hours and days, in ms; the work takes at most a twentieth of the time. */
const hoursEvery = 500;
const rest = 20;

interface Counting {
  stop(): Promise<void>;
}

/**
 * Sums the counts that relays and providers send until it is stopped. A lease makes sure that one process at a time
 * does so.
 */
export function startCounting(
  store: Store,
  {
    holder,
    now,
    isDefined,
  }: {
    readonly holder: string;
    readonly now: () => number;
    readonly isDefined: (flag: string) => boolean;
  },
): Counting {
  let adder: CountAdder | undefined;
  let hoursAt = 0;
  let sealAt = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let problem = '';
  const turn = async () => {
    if (!(await store.lease(job.name, holder, job.ttl, now()))) {
      adder = undefined;
      return;
    }
    adder ??= new CountAdder(store, { isDefined, now });
    await adder.addMinutes();
    const begun = performance.now();
    if (begun >= hoursAt) {
      await adder.addHours();
      hoursAt = performance.now() + Math.max(hoursEvery, rest * (performance.now() - begun));
    }
    if (begun < sealAt) return;
    await adder.seal(now());
    sealAt = begun + sealEvery;
  };
  const run = async () => {
    try {
      await turn();
      problem = '';
    } catch (error) {
      if (problem !== String(error)) log.error({ error: String(error) }, 'adding up counts failed');
      problem = String(error);
    }
    if (!stopped) timer = setTimeout(start, interval).unref();
  };
  let running: Promise<void> = Promise.resolve();
  const start = () => void (running = run());
  start();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
