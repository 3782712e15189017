import type { LogReader } from '@hoist/store';

/**
 * Who serves something so much later than it was committed, in ms, may have answered with what was older those who were
 * hinted by others, who hint once more after 5 s.
 */
const lateAfter = 4_000;
/** From how many observations on their least is taken for the difference of the clocks. */
const enough = 3;

/** How late versions come, whatever the clocks of those who commit them say: the quickest of several was hardly late. */
export class Lag {
  #least = Number.POSITIVE_INFINITY;
  #observed = 0;

  /** True for versions of which the first had been served late; `now` in ms since the Unix epoch. */
  isLate(committed: LogReader['committed'], now: number): boolean {
    if (!committed) return false;
    this.#least = Math.min(this.#least, now - committed.last);
    this.#observed++;
    const difference = this.#observed < enough ? Math.min(0, this.#least) : this.#least;
    return now - committed.first - difference > lateAfter;
  }
}
