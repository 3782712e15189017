/**
 * Whether a number is a whole multiple of another one above 0, as both are written: 19.99 is one of 0.01, though their
 * quotient in binary is not whole.
 */
export function isMultiple(value: number, of: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(of)) return value % of === 0;
  const [one, other] = [toDecimal(value), toDecimal(of)];
  const exponent = Math.min(one.exponent, other.exponent);
  return scale(one, exponent) % scale(other, exponent) === 0n;
}

/** `digits` times 10 to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function toDecimal(value: number): Decimal {
  const [mantissa = '', power = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

function scale({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}
