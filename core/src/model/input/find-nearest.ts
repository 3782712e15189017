/** The name that somebody most probably meant who wrote this one; undefined where none is near. */
export function findNearest(written: string, names: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(Math.min(written.length, 64) / 3));
  let nearest: string | undefined;
  let least = most + 1;
  for (const name of names) {
    const distance = distanceOf(written.toLowerCase(), name.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return nearest;
}

/** How many letters have to be added, taken away, exchanged or swapped with the next to make one text of the other. */
function distanceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 64) return Infinity;
  let beforeLast: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swapped = isSwapped ? (beforeLast[j - 2] ?? Infinity) + 1 : Infinity;
      next.push(Math.min(changed, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    beforeLast = row;
    row = next;
  }
  return row[other.length] ?? Infinity;
}
