/**
 * The values that an operand matches, as far as an operator can say: exactly these texts, numbers and booleans, everything
 * from one number to another, or whatever is present. `axis` says what the numbers measure; only match ranges of one axis are
 * compared.
 */
export type MatchRange =
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

type List = Extract<MatchRange, { readonly values: unknown }>;
type Presence = Extract<MatchRange, { readonly present: unknown }>;
type Range = Exclude<MatchRange, List | Presence>;

const isList = (matchRange: MatchRange): matchRange is List => 'values' in matchRange;
const isPresence = (matchRange: MatchRange): matchRange is Presence => 'present' in matchRange;
const isMissing = (value: unknown): boolean => value === undefined || value === null;

/** True if every value of one match range is in the other; false if that is not certain. */
export function isWithin(one: MatchRange, other: MatchRange): boolean {
  if (isList(one)) return [...one.values].every((value) => holds(other, value));
  if (isPresence(other)) return true;
  if (isList(other) || isPresence(one) || one.axis !== other.axis) return false;
  return startsNoLater(other, one) && endsNoEarlier(other, one);
}

/** True if no value is in both; false if that is not certain. */
export function isApart(one: MatchRange, other: MatchRange): boolean {
  if (isList(one)) return [...one.values].every((value) => isOutside(other, value));
  if (isList(other)) return isApart(other, one);
  if (isPresence(one) || isPresence(other)) return false;
  return one.axis === other.axis && (endsBefore(one, other) || endsBefore(other, one));
}

function holds(matchRange: MatchRange, value: unknown): boolean {
  if (isList(matchRange)) return matchRange.values.has(value);
  if (isPresence(matchRange)) return !isMissing(value);
  return matchRange.axis === undefined && typeof value === 'number' && isInRange(matchRange, value);
}

function isOutside(matchRange: MatchRange, value: unknown): boolean {
  if (isList(matchRange)) return !matchRange.values.has(value);
  if (isPresence(matchRange)) return isMissing(value);
  return matchRange.axis === undefined && !(typeof value === 'number' && isInRange(matchRange, value));
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
