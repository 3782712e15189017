/** The earlier of two instants that may be undefined. */
export function earliest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined) return other;
  return other === undefined || one < other ? one : other;
}

/** Whether an instant, where there is one, has come. */
export function isReached(instant: number | undefined, now: number): boolean {
  return instant !== undefined && instant <= now;
}
