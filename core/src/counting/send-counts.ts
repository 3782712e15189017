import type { After } from '../engine/time/boundary-timer.ts';
import type { CountLedger } from './count-ledger.ts';
import type { CountPage } from './count-page.ts';

/** Time and chance, as the host has them. */
export interface SendTiming {
  /** Ms since the Unix epoch by a clock that never steps: read once at the start, then counted on. */
  monotonic(): number;
  /** Runs something later; returns what takes it back. Must not keep the process alive. */
  readonly after: After;
  /** 0 to 1. */
  random(): number;
}

/** Counts on their way: send what waits now, or stop. */
export interface CountSending {
  /** Sends what waits now; rejects when it cannot. */
  flush(): Promise<void>;
  /** Stops the timer; `flush` still sends. */
  stop(): void;
}

const lookEvery = 500;
const sendEvery = 10_000;
const retry = { first: 1_000, most: 30_000 };
/** Pages in one request: 48 KiB each, so that it stays below 1 MiB. */
const pagesAtOnce = 20;
const minute = 60_000;

/**
 * Has a ledger's pages sent every 10 s +-20 %, within 1 s when a flag was counted for the first time, and again until
 * `send` has resolved: it must do so only when they are stored.
 */
export function sendCounts(
  ledger: CountLedger,
  send: (pages: readonly CountPage[]) => Promise<void>,
  timing: SendTiming,
): CountSending {
  const turn = () => ledger.turn(Math.floor(timing.monotonic() / minute));
  const jitter = (length: number) => length * (0.8 + 0.4 * timing.random());
  let due = timing.monotonic() + jitter(sendEvery);
  let retryAt = 0;
  let failures = 0;
  let running: Promise<void> | undefined;
  let cancel: () => void;

  const sendAll = async () => {
    turn();
    const pages = ledger.pending();
    for (let from = 0; from < pages.length; from += pagesAtOnce) {
      const some = pages.slice(from, from + pagesAtOnce);
      await send(some);
      ledger.acknowledge(some);
    }
  };
  const sendNow = (): Promise<void> => {
    running ??= sendAll()
      .then(
        () => {
          failures = 0;
          retryAt = 0;
        },
        (error: unknown) => {
          retryAt = timing.monotonic() + jitter(Math.min(retry.first * 2 ** failures++, retry.most));
          throw error;
        },
      )
      .finally(() => {
        due = timing.monotonic() + jitter(sendEvery);
        running = undefined;
      });
    return running;
  };
  const look = () => {
    turn();
    const now = timing.monotonic();
    const wanted = failures > 0 ? now >= retryAt : ledger.urgent || now >= due;
    if (wanted) sendNow().catch(() => undefined);
    cancel = timing.after(lookEvery, look);
  };
  /** A sending that is under way began without the counts made since. */
  const flush = () => running?.catch(() => undefined).then(sendNow) ?? sendNow();
  turn();
  cancel = timing.after(lookEvery, look);
  return { flush, stop: () => cancel() };
}
