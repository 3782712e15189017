import type { CountPage } from '@hoist/core';
import { sealAfter } from '@hoist/store';
import type { Logger } from '@hoist/store/process';

/** How much one server key may send through one relay. What a relay counts itself is bounded by what is published. */
export const intakeLimits = {
  minutesAhead: 5,
  /** Of one sender; 10,000 flags with one outcome each take 41. */
  pagesPerMinute: 100,
  bytesPerHour: 64 * 1_024 * 1_024,
  /** A page takes at least so much of that: small ones cost a store as much. */
  leastPageBytes: 4_096,
} as const;

/** What becomes of some pages: the late ones only show how late they came. */
export type Admission =
  | { readonly verdict: 'taken'; readonly pages: readonly CountPage[]; readonly late: readonly CountPage[] }
  | { readonly verdict: 'invalid'; readonly text: string }
  | { readonly verdict: 'full' };

interface Room {
  readonly bytesByPage: Map<string, number>;
  bytes: number;
  isFull: boolean;
}

interface IntakeOptions {
  /** Ms since the Unix epoch. */
  now(): number;
  /** Gets a line for a key that has used up its room, once a key and hour. */
  readonly logger: Pick<Logger, 'warn'>;
}

const minuteLength = 60_000;
const hourLength = 60 * minuteLength;

/**
 * Keeps what server keys send within bounds, so that no app can fill the store. A page that is sent again takes only the
 * room that it grew by. A key that ran out of room has none until the next hour of the clock.
 */
export class CountIntake {
  readonly #options: IntakeOptions;
  #hour = 0;
  #rooms = new Map<string, Room>();

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** Seconds until a key that ran out of room has room again; 0 where it has some. */
  waitSeconds(key: string): number {
    if (!this.#roomOf(key).isFull) return 0;
    return Math.ceil(((this.#hour + 1) * hourLength - this.#options.now()) / 1_000);
  }

  /** All of these pages, or none. */
  admit(key: string, pages: readonly CountPage[]): Admission {
    const minute = Math.floor(this.#options.now() / minuteLength);
    for (const page of pages) {
      const text = findFault(page, minute);
      if (text !== undefined) return { verdict: 'invalid', text };
    }
    if (!this.#take(key, pages)) return { verdict: 'full' };
    const isLate = (page: CountPage) => page.minute < minute - sealAfter;
    return {
      verdict: 'taken',
      pages: pages.filter((page) => !isLate(page)),
      late: pages.filter(isLate),
    };
  }

  #take(key: string, pages: readonly CountPage[]): boolean {
    const room = this.#roomOf(key);
    for (const page of pages) {
      const id = `${page.sender} ${page.minute} ${page.page}`;
      const before = room.bytesByPage.get(id) ?? 0;
      const bytes = Math.max(intakeLimits.leastPageBytes, JSON.stringify(page.rows).length);
      if (bytes <= before) continue;
      if (room.bytes + bytes - before > intakeLimits.bytesPerHour) {
        if (!room.isFull)
          this.#options.logger.warn({ key }, 'a key sent as many counts as it may in an hour');
        room.isFull = true;
        return false;
      }
      room.bytes += bytes - before;
      room.bytesByPage.set(id, bytes);
    }
    return true;
  }

  #roomOf(key: string): Room {
    const hour = Math.floor(this.#options.now() / hourLength);
    if (hour !== this.#hour) this.#rooms = new Map();
    this.#hour = hour;
    let room = this.#rooms.get(key);
    if (!room) this.#rooms.set(key, (room = { bytesByPage: new Map(), bytes: 0, isFull: false }));
    return room;
  }
}

function findFault({ minute, page }: CountPage, now: number): string | undefined {
  const { minutesAhead, pagesPerMinute } = intakeLimits;
  if (minute > now + minutesAhead)
    return `Minute ${minute} is more than ${minutesAhead} minutes ahead of this relay's clock. Set the clock of the sender.`;
  if (page >= pagesPerMinute) return `A sender has at most ${pagesPerMinute} pages a minute, from 0 on.`;
  return undefined;
}
