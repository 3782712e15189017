/**
 * The time an evaluation stands on, in ms since the Unix epoch. `growth` is the clock that rollouts grow by: it stands
 * still when the host has been out of contact for too long, so `growth <= now`.
 */
export interface Clock {
  readonly now: number;
  readonly growth: number;
}
