import { limits } from '../model/limits.ts';
import type { Resolution } from '../engine/evaluate/resolution.ts';
import type { CountPage, EvaluationPath } from './count-page.ts';
import { MinuteTally } from './minute-tally.ts';
import type { CountSeries, TallyLimits } from './minute-tally.ts';

/** Who asked, and how. */
export interface CountSource {
  readonly environment: string;
  readonly source: EvaluationPath;
  /** The id of the key that was used; empty when there was none. */
  readonly credential: string;
  readonly app?: string;
  readonly appVersion?: string;
}

/** Counts for one source; keep it, because counting by it costs one look-up. */
export interface Counter {
  count(resolution: Resolution): void;
}

/** What a ledger of one process is made with. */
export interface CountLedgerOptions {
  /** Random, one for each run of a process. */
  readonly sender: string;
  /** How much of the minutes that nobody took may wait, in bytes; the oldest are given up first. 16 MiB by default. */
  readonly mostBytes?: number;
  /** In how many pages a minute of an environment is written; more than fit in are lost. 10,000 by default. */
  readonly pagesPerMinute?: number;
}

const mostPageBytes = 47 * 1_024;
const usualBytes = 16 * 1_024 * 1_024;

/**
 * What one process counts, minute by minute, until somebody has stored it. It has no clock and sends nothing: its owner
 * calls `turn` when a minute begins, sends what is `pending`, and says what was stored by `acknowledge`. Sending a page
 * again is always right; nothing is counted twice by it.
 */
export class CountLedger {
  readonly #sender: string;
  readonly #mostBytes: number;
  readonly #tallyLimits: TallyLimits;
  readonly #counters = new Map<string, ResolutionCounter>();
  readonly #seen = new Set<string>();
  /** By minute, then by environment; insertion order is the order of time. */
  readonly #tallies = new Map<number, Map<string, MinuteTally>>();
  #minute = 0;
  #urgent = false;
  #lost = 0;

  constructor({
    sender,
    mostBytes = usualBytes,
    pagesPerMinute = limits.countPages + 1,
  }: CountLedgerOptions) {
    this.#sender = sender;
    this.#mostBytes = mostBytes;
    this.#tallyLimits = { pageBytes: mostPageBytes, pages: pagesPerMinute };
  }

  /** A flag was counted that this process had not counted before; false again after `pending`. */
  get urgent(): boolean {
    return this.#urgent;
  }

  /** Evaluations that were given up because too much waited. */
  get lost(): number {
    return this.#lost;
  }

  /** Evaluations that nobody stored yet. */
  get waiting(): number {
    this.#drain();
    return this.#all().reduce((sum, tally) => sum + tally.unsent, 0);
  }

  /** The counter of a source, the same one for the same source. */
  counter(countSource: CountSource): Counter {
    const { environment, source, credential, app = '', appVersion = '' } = countSource;
    const key = JSON.stringify([environment, source, credential, app, appVersion]);
    let counter = this.#counters.get(key);
    if (!counter) {
      counter = new ResolutionCounter({ ...countSource, app, appVersion }, key, (flag) =>
        this.#see(environment, flag),
      );
      this.#counters.set(key, counter);
    }
    return counter;
  }

  /** Begins a minute (of the Unix epoch). Earlier ones, and the one that runs, are ignored. */
  turn(minute: number): void {
    if (minute <= this.#minute) return;
    this.#drain();
    for (const counter of this.#counters.values()) counter.forget();
    this.#minute = minute;
    this.#sweep();
    this.#giveUp();
  }

  /** Every page that is not acknowledged, oldest first. */
  pending(): CountPage[] {
    this.#drain();
    this.#urgent = false;
    return this.#all().flatMap((tally) => tally.pending(this.#sender));
  }

  acknowledge(pages: readonly CountPage[]): void {
    for (const page of pages) this.#tallies.get(page.minute)?.get(page.environment)?.acknowledge(page);
    this.#sweep();
  }

  #see(environment: string, flag: string): void {
    const key = `${environment} ${flag}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#urgent = true;
  }

  #drain(): void {
    for (const counter of this.#counters.values())
      counter.drain((key, series, count) => {
        this.#lost += this.#tally(counter.environment).add(key, series, count);
      });
  }

  #tally(environment: string): MinuteTally {
    let tallies = this.#tallies.get(this.#minute);
    if (!tallies) this.#tallies.set(this.#minute, (tallies = new Map()));
    let tally = tallies.get(environment);
    if (!tally)
      tallies.set(environment, (tally = new MinuteTally(environment, this.#minute, this.#tallyLimits)));
    return tally;
  }

  #all(): MinuteTally[] {
    return [...this.#tallies.values()].flatMap((tallies) => [...tallies.values()]);
  }

  /** A minute that runs is kept although it is stored: its pages must go on from their sequence. */
  #sweep(): void {
    for (const [minute, tallies] of this.#tallies) {
      if (minute === this.#minute) continue;
      for (const [environment, tally] of tallies) if (tally.isAcknowledged) tallies.delete(environment);
      if (tallies.size === 0) this.#tallies.delete(minute);
    }
  }

  #giveUp(): void {
    let bytes = this.#all().reduce((sum, tally) => sum + tally.bytes, 0);
    for (const [minute, tallies] of this.#tallies) {
      if (bytes <= this.#mostBytes || minute === this.#minute) return;
      for (const tally of tallies.values()) {
        bytes -= tally.bytes;
        this.#lost += tally.unsent;
      }
      this.#tallies.delete(minute);
    }
  }
}

interface Cell {
  readonly key: string;
  readonly series: CountSeries;
  count: number;
}

class ResolutionCounter implements Counter {
  readonly environment: string;
  readonly #countSource: Required<CountSource>;
  readonly #key: string;
  readonly #see: (flag: string) => void;
  readonly #cells = new Map<Resolution, Cell>();

  constructor(countSource: Required<CountSource>, key: string, see: (flag: string) => void) {
    this.environment = countSource.environment;
    this.#countSource = countSource;
    this.#key = key;
    this.#see = see;
  }

  count(resolution: Resolution): void {
    const cell = this.#cells.get(resolution);
    if (cell !== undefined) cell.count++;
    else this.#begin(resolution);
  }

  drain(take: (key: string, series: CountSeries, count: number) => void): void {
    for (const cell of this.#cells.values()) {
      if (cell.count === 0) continue;
      take(cell.key, cell.series, cell.count);
      cell.count = 0;
    }
  }

  /** Lets go of resolutions, which belong to rulesets that may be gone. */
  forget(): void {
    this.#cells.clear();
  }

  /** A flag that does not exist is made anew by every evaluation, and its key comes from outside: it is not counted. */
  #begin(resolution: Resolution): void {
    const { flag, variant = null, reason, rule = null, errorCode } = resolution;
    if (errorCode === 'FLAG_NOT_FOUND') return;
    const { source, credential, app, appVersion } = this.#countSource;
    const series = { flag, variant, reason, rule, source, credential, app, appVersion };
    const key = `${this.#key} ${JSON.stringify([flag, variant, reason, rule])}`;
    this.#cells.set(resolution, { key, series, count: 1 });
    this.#see(flag);
  }
}
