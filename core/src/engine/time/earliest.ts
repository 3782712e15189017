/** The earlier of two instants that may be undefined. */
export function earliest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined) return other;
  return other === undefined || one < other ? one : other;
}

/** Whether a plugin may answer differently at one instant than at another, whichever of the two is earlier. */
export function changesBetween(
  plugin: { nextChange(now: number): number | undefined },
  one: number,
  other: number,
): boolean {
  const next = plugin.nextChange(Math.min(one, other));
  return next !== undefined && next <= Math.max(one, other);
}
