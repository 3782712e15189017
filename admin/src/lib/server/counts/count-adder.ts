import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { CountPage } from '@hoist/core';
import { forgetLate, keepLate, sealAfter } from '@hoist/store';
import type { CountMark, Counts, RollupLevel, Store } from '@hoist/store';
import { FlagSums } from './flag-sums.ts';
import { readSealed, writeSealed } from './sealed-minute.ts';

/** How many hours and days of sums are kept: a little more than the longest window shows. */
export const keptRollups = { hour: 8 * 24, day: 32 } as const;
const marksAtOnce = 500;
/** How many pages, of up to 48 KiB each, are read at once, so that adding them up does not block the event loop. */
const pagesAtOnce = 20;
const rollupsAtOnce = 1_000;
const millisecondsOfMinute = 60_000;

/**
 * How each level is summed from the one below. `slice` rows are read at a time, so that no read blocks the event
 * loop.
 */
const levels = {
  hour: { of: 'minute', holds: 60, slice: 10 },
  day: { of: 'hour', holds: 24, slice: 4 },
} as const;

interface AdderOptions {
  /** Tells whether a flag was ever defined; by default all were. Only some undefined flags get sums of their own. */
  readonly isDefined?: (flag: string) => boolean;
  /** Ms since the Unix epoch; the process's clock by default. */
  readonly now?: () => number;
}

/**
 * Sums the pages of senders by minute, hour and day. Each sum is computed anew from stored pages, never incremented,
 * so the work may stop at any point and be repeated by any process. Only the holder of a lease may run it.
 */
export class CountAdder {
  readonly #store: Pick<Store, 'counts' | 'records'>;
  readonly #isDefined: (flag: string) => boolean;
  readonly #now: () => number;
  /** Marks whose minutes are summed, but not yet their hours. */
  readonly #done = new Map<string, CountMark>();

  constructor(
    store: Pick<Store, 'counts' | 'records'>,
    { isDefined = () => true, now = Date.now }: AdderOptions = {},
  ) {
    this.#store = store;
    this.#isDefined = isDefined;
    this.#now = now;
  }

  get #counts(): Counts {
    return this.#store.counts;
  }

  /** Sums the minutes that pages arrived for since the last call; resolves with how many. */
  async addMinutes(): Promise<number> {
    const marks = await this.#counts.marks(marksAtOnce);
    const fresh = marks.filter((mark) => this.#done.get(keyOf(mark))?.stamp !== mark.stamp);
    const sealed = new Map<string, number>();
    for (const mark of fresh) {
      const { environment, minute } = mark;
      const before = sealed.get(environment) ?? (await readSealed(this.#store.records, environment));
      sealed.set(environment, before);
      if (minute < before) await this.#keepLate(mark);
      else await this.#addMinute(environment, minute);
      this.#done.set(keyOf(mark), mark);
    }
    return fresh.length;
  }

  /** Sums the hours and days of the minutes summed so far, and removes their marks. */
  async addHours(): Promise<void> {
    const done = [...this.#done.values()];
    const hours = new Set(done.map(({ environment, minute }) => `${environment} ${Math.floor(minute / 60)}`));
    const days = new Set<string>();
    for (const hour of hours) {
      const [environment = '', at = ''] = hour.split(' ');
      if (Number(at) * 60 < (await readSealed(this.#store.records, environment))) continue;
      await this.#addUp('hour', environment, Number(at));
      days.add(`${environment} ${Math.floor(Number(at) / 24)}`);
    }
    for (const day of days) {
      const [environment = '', at = ''] = day.split(' ');
      await this.#addUp('day', environment, Number(at));
    }
    await this.#counts.unmark(done);
    for (const mark of done)
      if (this.#done.get(keyOf(mark))?.stamp === mark.stamp) this.#done.delete(keyOf(mark));
  }

  /**
   * Seals hours older than 48 hours: sums them a last time and removes their pages. Removes sums that no window shows
   * any more. `now` is in ms since the Unix epoch.
   */
  async seal(now: number): Promise<void> {
    await this.#sealHours(now);
    const hours = Math.floor(now / millisecondsOfMinute / 60);
    await this.#forgetRollups('hour', hours - keptRollups.hour);
    await this.#forgetRollups('day', Math.floor(hours / 24) - keptRollups.day);
    await forgetLate(this.#store.records, now);
  }

  async #forgetRollups(level: 'hour' | 'day', before: number): Promise<void> {
    while ((await this.#counts.forgetRollups(level, before, rollupsAtOnce)) === rollupsAtOnce)
      await yieldToEventLoop();
  }

  /** Counts what arrived for a sealed minute as late; no sum contains it. */
  async #keepLate({ environment, minute }: CountMark): Promise<void> {
    for await (const pages of this.#pages(environment, minute))
      for (const page of pages) await keepLate(this.#store.records, page, this.#now());
    await this.#counts.forget(environment, minute + 1);
  }

  async *#pages(environment: string, minute: number): AsyncGenerator<readonly CountPage[]> {
    let after: CountPage | undefined;
    do {
      const pages = await this.#counts.pages(environment, minute, {
        limit: pagesAtOnce,
        ...(after && { after }),
      });
      yield pages;
      after = pages.length < pagesAtOnce ? undefined : pages.at(-1);
    } while (after && (await yieldToEventLoop(true)));
  }

  async #sealHours(now: number): Promise<void> {
    const hour = Math.floor((now / millisecondsOfMinute - sealAfter) / 60);
    const old = await this.#counts.oldMinutes(hour * 60, marksAtOnce);
    const environments = new Set(old.map(({ environment }) => environment));
    for (const environment of environments) {
      const own = old.filter((minute) => minute.environment === environment);
      // Only whole hours that were read whole, where the list was cut.
      const end =
        old.length < marksAtOnce
          ? hour * 60
          : Math.min(hour * 60, Math.floor((own.at(-1)?.minute ?? 0) / 60) * 60);
      const before = await readSealed(this.#store.records, environment);
      const sealing = own.map(({ minute }) => minute).filter((minute) => minute >= before && minute < end);
      for (const minute of sealing) await this.#addMinute(environment, minute);
      const hours = [...new Set(sealing.map((minute) => Math.floor(minute / 60)))];
      for (const at of hours) await this.#addUp('hour', environment, at);
      for (const at of new Set(hours.map((each) => Math.floor(each / 24))))
        await this.#addUp('day', environment, at);
      await writeSealed(this.#store.records, environment, Math.max(before, end));
      await this.#counts.forget(environment, Math.max(before, end));
    }
  }

  async #addMinute(environment: string, minute: number): Promise<void> {
    const sums = new FlagSums(this.#isDefined);
    for await (const pages of this.#pages(environment, minute)) sums.addPages(pages);
    await this.#counts.replaceRollup({ environment, level: 'minute', at: minute }, sums.toRows());
  }

  async #addUp(level: Exclude<RollupLevel, 'minute'>, environment: string, at: number): Promise<void> {
    const { of, holds, slice } = levels[level];
    const sums = new FlagSums(this.#isDefined);
    for (let from = at * holds; from < (at + 1) * holds; from += slice) {
      sums.addRollups(await this.#counts.allRollups({ level: of, environment, from, to: from + slice }));
      await yieldToEventLoop();
    }
    await this.#counts.replaceRollup({ environment, level, at }, sums.toRows());
  }
}

function keyOf({ environment, minute }: CountMark): string {
  return `${environment} ${minute}`;
}
