/**
 * The instant used for an evaluation, in whole ms since the Unix epoch: between two of them nothing may change, since plugins
 * name the ms at which it does. `rolloutNow` is the clock that rollouts grow by: it stands still when the host has been out of
 * contact for too long, so `rolloutNow <= now`.
 */
export interface Clock {
  readonly now: number;
  readonly rolloutNow: number;
}
