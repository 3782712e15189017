/**
 * The values that an operand matches, as far as an operator can tell: exactly these texts, numbers and booleans, everything
 * from one number to another, or whatever is present. `axis` says what the numbers measure; only extents of one axis are
 * compared.
 */
export type Extent =
  | { readonly values: ReadonlySet<unknown> }
  | { readonly present: true; readonly from?: undefined; readonly to?: undefined }
  | {
      readonly axis?: string;
      readonly from?: number;
      readonly to?: number;
      /** Whether the ends belong to it; they do where it is not said. */
      readonly fromOpen?: boolean;
      readonly toOpen?: boolean;
    };

type List = Extract<Extent, { readonly values: unknown }>;
type Presence = Extract<Extent, { readonly present: unknown }>;
type Range = Exclude<Extent, List | Presence>;

const isList = (extent: Extent): extent is List => 'values' in extent;
const isPresence = (extent: Extent): extent is Presence => 'present' in extent;
const isMissing = (value: unknown): boolean => value === undefined || value === null;

/** Whether every value of one extent is in the other; false where it cannot be told. */
export function isWithin(one: Extent, other: Extent): boolean {
  if (isList(one)) return [...one.values].every((value) => holds(other, value));
  if (isPresence(other)) return true;
  if (isList(other) || isPresence(one) || one.axis !== other.axis) return false;
  return startsNoLater(other, one) && endsNoEarlier(other, one);
}

/** Whether no value is in both; false where it cannot be told. */
export function isApart(one: Extent, other: Extent): boolean {
  if (isList(one)) return [...one.values].every((value) => isOutside(other, value));
  if (isList(other)) return isApart(other, one);
  if (isPresence(one) || isPresence(other)) return false;
  return one.axis === other.axis && (endsBefore(one, other) || endsBefore(other, one));
}

function holds(extent: Extent, value: unknown): boolean {
  if (isList(extent)) return extent.values.has(value);
  if (isPresence(extent)) return !isMissing(value);
  return extent.axis === undefined && typeof value === 'number' && isInRange(extent, value);
}

function isOutside(extent: Extent, value: unknown): boolean {
  if (isList(extent)) return !extent.values.has(value);
  if (isPresence(extent)) return isMissing(value);
  return extent.axis === undefined && !(typeof value === 'number' && isInRange(extent, value));
}

function isInRange(range: Range, value: number): boolean {
  const { from = -Infinity, to = Infinity, fromOpen = false, toOpen = false } = range;
  return (fromOpen ? value > from : value >= from) && (toOpen ? value < to : value <= to);
}

function startsNoLater(outer: Range, inner: Range): boolean {
  const { from = -Infinity, fromOpen = false } = outer;
  const inside = inner.from ?? -Infinity;
  return from < inside || (from === inside && (!fromOpen || inner.fromOpen === true));
}

function endsNoEarlier(outer: Range, inner: Range): boolean {
  const { to = Infinity, toOpen = false } = outer;
  const inside = inner.to ?? Infinity;
  return to > inside || (to === inside && (!toOpen || inner.toOpen === true));
}

function endsBefore(one: Range, other: Range): boolean {
  const { to = Infinity, toOpen = false } = one;
  const { from = -Infinity, fromOpen = false } = other;
  return to < from || (to === from && (toOpen || fromOpen));
}
