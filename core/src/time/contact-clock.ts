import type { Clock } from './clock.ts';

/** Rollouts stop growing on a host that has been out of contact for longer than this, in ms. */
export const rolloutGrace = 10 * 60_000;

/** Reports of one and the same contact differ by the time that reporting takes, in ms. */
const resolution = 100;

interface ContactClockOptions {
  /** Ms since the Unix epoch, of which whole ones are used; may be set back and forth. */
  readonly now: () => number;
  /** Ms by a clock that is never set. */
  readonly monotonic: () => number;
}

/**
 * How long ago a host's source was last read, and the clock that its rollouts follow. Ages are measured by the monotonic
 * clock, so that a wall clock that is set neither makes an old copy look fresh nor lets rollouts grow out of contact, whichever way
 * it is set.
 */
export class ContactClock {
  readonly #now: () => number;
  readonly #monotonic: () => number;
  readonly #clock = { now: 0, rolloutNow: 0 };
  #contactAt = Number.NEGATIVE_INFINITY;
  #contactWall = 0;

  constructor({ now, monotonic }: ContactClockOptions) {
    this.#now = now;
    this.#monotonic = monotonic;
  }

  /** Ms since the last contact; Infinity before the first. */
  get age(): number {
    return this.#monotonic() - this.#contactAt;
  }

  /** When the last contact was, in ms since the Unix epoch by the wall clock of now; undefined before the first. */
  get lastContact(): number | undefined {
    return this.#contactAt === Number.NEGATIVE_INFINITY ? undefined : this.#now() - this.age;
  }

  /** Takes note that the source was read `age` ms ago. Returns true when growth had stopped, or never begun, and now goes on. */
  contact(age: number): boolean {
    const at = this.#monotonic() - age;
    if (!Number.isFinite(at) || at < this.#contactAt + resolution) return false;
    const { now, rolloutNow } = this.read();
    const hadStopped = rolloutNow < now;
    this.#contactAt = at;
    this.#contactWall = this.#now() - age;
    return hadStopped;
  }

  /** The clock at this instant (`rolloutNow` is 0 before the first contact); the same object every time, for hot paths. */
  read(): Clock {
    const now = this.#now();
    this.#clock.now = Math.floor(now);
    const stopped = Math.max(0, this.age - rolloutGrace);
    this.#clock.rolloutNow = Math.max(
      0,
      Math.floor(Math.min(now - stopped, this.#contactWall + rolloutGrace)),
    );
    return this.#clock;
  }
}

/**
 * The age to assume for something that was read at `lastContact` (ms since the Unix epoch) by another process, whose clock
 * may have been set since: what claims to come from the future is taken for as old as growth tolerates.
 */
export function ageOfContact(lastContact: number, now: number): number {
  return lastContact > now ? rolloutGrace : now - lastContact;
}
