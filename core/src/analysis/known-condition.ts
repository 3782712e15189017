import type { Condition } from '../model/condition.ts';
import { attributeTypeBit, attributeTypeMask } from '../plugin/attribute-type.ts';
import type { BoundOperator, Operator } from '../plugin/operator.ts';
import type { Registry } from '../plugin/registry.ts';
import { isApart, isWithin } from '../plugin/match-range.ts';

/** A condition whose operator and operand are understood here. */
export interface KnownCondition {
  readonly source: Condition;
  readonly operator: Operator;
  readonly bound: BoundOperator;
  /** The operand as JSON, made once: every condition is held against many others. */
  readonly operandText: string;
}

/** Undefined if its operator is missing or refuses the operand: findProblems reports that. */
export function toKnown(source: Condition, registry: Registry): KnownCondition | undefined {
  const operator = registry.operators.get(source.operator);
  const result = operator?.bind(source.operand);
  if (!operator || !result?.ok) return undefined;
  return { source, operator, bound: result.bound, operandText: JSON.stringify(source.operand) };
}

/** Whether nobody fits both. */
export function contradicts(one: KnownCondition, other: KnownCondition): boolean {
  if (!isSameSubject(one, other)) return false;
  if (isSame(one, other)) return one.source.negate !== other.source.negate;
  if (fitsPresence(one, false)) return needsPresence(other);
  if (fitsPresence(other, false)) return needsPresence(one);
  const [a, b] = [one.bound.matchRange, other.bound.matchRange];
  if (!a || !b || !readsScalars(one) || !readsScalars(other)) return false;
  if (!one.source.negate && !other.source.negate) return isApart(a, b);
  if (one.source.negate === other.source.negate) return false;
  return one.source.negate ? isWithin(b, a) : isWithin(a, b);
}

/** Whether everybody who fits the first fits the second. */
export function implies(one: KnownCondition, other: KnownCondition): boolean {
  if (!isSameSubject(one, other)) return false;
  if (isSame(one, other)) return one.source.negate === other.source.negate;
  if (fitsPresence(other, true)) return needsPresence(one);
  const [a, b] = [one.bound.matchRange, other.bound.matchRange];
  if (!a || !b || !readsScalars(one) || !readsScalars(other)) return false;
  if (one.source.negate) return other.source.negate && accepts(other, one) && isWithin(b, a);
  if (!isRead(a, other)) return false;
  return other.source.negate ? isApart(a, b) : isWithin(a, b);
}

/** How many of the people a segment holds, where that is certain. */
export type SegmentHolds = (key: string) => 'nobody' | 'everybody' | undefined;

/** What it says of everybody from now on; undefined where that depends on somebody. */
export function constantOf(
  { source, operator, bound }: KnownCondition,
  now: number,
  segmentHolds: SegmentHolds,
): boolean | undefined {
  let depends = operator.accepts.length > 0;
  const ask = () => {
    depends = true;
    return undefined;
  };
  const inSegment = (key: string) => (segmentHolds(key) ?? ask()) === 'everybody';
  try {
    if (depends || bound.nextChange(now) !== undefined) return undefined;
    const matches = bound.matches(undefined, { now, attribute: ask, inSegment, inRegions: ask });
    return depends || matches === undefined ? undefined : matches !== source.negate;
  } catch {
    // A plugin that fails says nothing for certain.
    return undefined;
  }
}

/** True if the two are the same condition and its negation, so that everybody meets one of them. */
export function isExhaustive(one: KnownCondition, other: KnownCondition): boolean {
  const everyType = one.operator.accepts.length === 6 || one.operator.accepts.length === 0;
  return (
    everyType && isSameSubject(one, other) && isSame(one, other) && one.source.negate !== other.source.negate
  );
}

function isSameSubject(one: KnownCondition, other: KnownCondition): boolean {
  return one.source.attribute === other.source.attribute;
}

function isSame(one: KnownCondition, other: KnownCondition): boolean {
  return one.operator.name === other.operator.name && one.operandText === other.operandText;
}

/** Whether it matches whatever is present, or what is missing alone. */
function fitsPresence({ bound: { matchRange }, source }: KnownCondition, present: boolean): boolean {
  return matchRange !== undefined && 'present' in matchRange && source.negate !== present;
}

/** Whether it never matches a missing attribute. */
function needsPresence({ operator: { accepts }, source }: KnownCondition): boolean {
  return source.attribute !== undefined && accepts.length > 0 && !accepts.includes('missing');
}

/** Of a list any entry may match: two match ranges that are apart can both be met. */
function readsScalars({ operator }: KnownCondition): boolean {
  return operator.accepts.every((type) => type === 'string' || type === 'number' || type === 'boolean');
}

/** Whether the second reads every type that the first reads: what it does not read never matches it. */
function accepts(wide: KnownCondition, narrow: KnownCondition): boolean {
  return narrow.operator.accepts.every((type) => wide.operator.accepts.includes(type));
}

function isRead(matchRange: NonNullable<BoundOperator['matchRange']>, { operator }: KnownCondition): boolean {
  const mask = attributeTypeMask(operator.accepts);
  if ('present' in matchRange) return false;
  if (!('values' in matchRange)) return operator.accepts.includes('number') || matchRange.axis !== undefined;
  return [...matchRange.values].every((value) => (attributeTypeBit(value) & mask) !== 0);
}
