/** One figure of `npm run bench`. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, in the same rounds. */
  readonly against: string | null;
  /** `value` divided by that of `against`: the median of paired rounds. */
  readonly ratio: number | null;
  /** The 10th and the 90th percentile of that ratio. */
  readonly spread: readonly [low: number, high: number] | null;
  /** The greatest ratio allowed. */
  readonly goal: number | null;
}
