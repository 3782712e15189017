/** The types of attribute values that operators distinguish. `missing` covers absent and null. */
export interface AttributeTypes {
  readonly missing: undefined;
  readonly string: string;
  /** Finite ones only. */
  readonly number: number;
  readonly boolean: boolean;
  readonly list: readonly unknown[];
  readonly object: Readonly<Record<string, unknown>>;
}
/** The name of one of {@link AttributeTypes}. */
export type AttributeType = keyof AttributeTypes;

const bits: Readonly<Record<AttributeType, number>> = {
  missing: 1,
  string: 2,
  number: 4,
  boolean: 8,
  list: 16,
  object: 32,
};

/** The bit of {@link attributeTypeBit} for a missing value. */
export const missingBit = bits.missing;

/** One bit for the type of a value, 0 for what JSON cannot hold (a function, NaN, a bigint). */
export function attributeTypeBit(value: unknown): number {
  // Comparing `typeof` each time is what engines compile to a single test; a switch on it is not.
  if (typeof value === 'string') return bits.string;
  if (typeof value === 'number') return Number.isFinite(value) ? bits.number : 0;
  if (typeof value === 'boolean') return bits.boolean;
  if (value === undefined || value === null) return bits.missing;
  if (typeof value !== 'object') return 0;
  return Array.isArray(value) ? bits.list : bits.object;
}

/** The bits of several types, joined. */
export function attributeTypeMask(types: readonly AttributeType[]): number {
  return types.reduce((mask, type) => mask | bits[type], 0);
}
