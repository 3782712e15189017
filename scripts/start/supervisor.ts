import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './service.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/**
 * Pauses between the end of a service and its next start, in ms: doubled each time until the service has been ready
 * for `steady` ms.
 */
const pauses = { first: 500, most: 30_000, steady: 60_000 } as const;

interface Supervised {
  readonly launch: () => Service;
  /** The URL that answers 200 once the service is ready. */
  readonly readyUrl: string;
  /** Prints a line for people. */
  readonly say: (line: string) => void;
  /** Called when the service is ready again after it had ended. */
  readonly onRestart: (service: Service) => void;
}

/** Keeps one service running: restarts it whenever it ends, with growing pauses. */
export class Supervisor {
  readonly #supervised: Supervised;
  readonly #stopped = new AbortController();
  readonly #ready = Promise.withResolvers<boolean>();
  #service: Service | undefined;

  constructor(supervised: Supervised) {
    this.#supervised = supervised;
    void this.#run();
  }

  /** Resolves with true when the service is ready for the first time, with false if it refused to start. */
  get ready(): Promise<boolean> {
    return this.#ready.promise;
  }

  /** The process that is running, or that ran last. */
  get service(): Service | undefined {
    return this.#service;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#service?.stop();
  }

  async #run(): Promise<void> {
    const { launch, readyUrl, say, onRestart } = this.#supervised;
    const { signal } = this.#stopped;
    let pause: number = pauses.first;
    let wasReady = false;
    while (!signal.aborted) {
      const service = (this.#service = launch());
      const isReady = await waitUntilReady(readyUrl, service, say);
      const readyAt = performance.now();
      if (isReady && wasReady) onRestart(service);
      if (isReady) this.#ready.resolve((wasReady = true));
      await service.exited;
      if (signal.aborted) return;
      if (!wasReady && service.refused) return this.#ready.resolve(false);
      if (isReady && performance.now() - readyAt > pauses.steady) pause = pauses.first;
      say(`The ${service.name} ${service.ending}. It is started again in ${pause / 1_000} s.`);
      if (!isReady) say(service.lastLines(3));
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, pauses.most);
    }
  }
}
