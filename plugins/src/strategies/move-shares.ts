/** A whole bucket space: thousandths of a percent. */
export const wholeShare = 100_000;

/** Buckets `from` (inclusive) to `to` (exclusive) get this variant. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly variant: string;
}

/** How much of all buckets each variant has, in thousandths of a percent. */
export function sharesOf(ranges: readonly Range[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { from, to, variant } of ranges) shares.set(variant, (shares.get(variant) ?? 0) + to - from);
  return shares;
}

/**
 * Ranges with the shares wanted (they must add up to the whole), moving no bucket more than any way to get there must: the
 * sum of what variants gain. Ranges are kept; who shrinks gives from the end of its last range; those who grow take what is
 * free, in their order; neighbours merge. So raising one variant at the cost of another takes it from nobody.
 */
export function moveShares(ranges: readonly Range[], wanted: ReadonlyMap<string, number>): Range[] {
  const left = new Map(wanted);
  const kept: (Range | { from: number; to: number; variant: undefined })[] = [];
  for (const { from, to, variant } of sorted(ranges)) {
    const stays = Math.min(to - from, left.get(variant) ?? 0);
    left.set(variant, (left.get(variant) ?? 0) - stays);
    if (stays > 0) kept.push({ from, to: from + stays, variant });
    if (from + stays < to) kept.push({ from: from + stays, to, variant: undefined });
  }
  const missing = [...left].filter(([, share]) => share > 0);
  return merge(kept.flatMap((range) => (range.variant === undefined ? handOut(range, missing) : [range])));
}

function handOut(free: { readonly from: number; readonly to: number }, missing: [string, number][]): Range[] {
  const given: Range[] = [];
  let { from } = free;
  while (from < free.to && missing[0]) {
    const [variant, share] = missing[0];
    const taken = Math.min(share, free.to - from);
    given.push({ from, to: from + taken, variant });
    from += taken;
    if (taken === share) missing.shift();
    else missing[0] = [variant, share - taken];
  }
  return given;
}

function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of sorted(ranges)) {
    const last = merged.at(-1);
    if (last && last.variant === range.variant && last.to === range.from) {
      merged[merged.length - 1] = { ...last, to: range.to };
    } else merged.push(range);
  }
  return merged;
}

function sorted(ranges: readonly Range[]): Range[] {
  return [...ranges].sort((a, b) => a.from - b.from);
}
