/** How long to wait before attempt `attempt + 1`, in ms: doubling from `first` up to `most`, with half of it random. */
export function backOff(attempt: number, { first, most }: { first: number; most: number }): number {
  const longest = Math.min(most, first * 2 ** Math.min(attempt, 20));
  return longest * (0.5 + Math.random() / 2);
}
