/** An instant (ms since epoch), and how the reader names instants: `Thursday 14:00`. */
export interface Moment {
  readonly now: number;
  nameTime(instant: number): string;
}
