import type { Json } from '@hoist/core';

/** Digits in threes after one mark: a thousand in some languages, and a number with three decimals in others. */
const inThrees = /^[+-]?[1-9]\d{0,2}(?:[.,]\d{3})+$/;
const number = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i;

/** The mark before decimals in somebody's language. */
export type DecimalMark = '.' | ',';

/**
 * True for `1,000` and `1.000`: a thousand for some, and one with three decimals for others. A number with decimals after the
 * reader's own `mark` is not.
 */
export function isAmbiguous(text: string, mark?: DecimalMark): boolean {
  const typed = text.trim();
  return inThrees.test(typed) && (mark === undefined || typed.replace(/[+\-\d]/g, '') !== mark);
}

/**
 * A number as a person types it in any language, with a point or a comma before its decimals; NaN for what is none, or could be two.
 * Where `mark` is given, three digits after it are decimals. No field reads numbers in another way.
 */
export function readNumber(text: string, mark?: DecimalMark): number {
  const typed = text.trim();
  return number.test(typed) && !isAmbiguous(typed, mark) ? Number(typed.replace(',', '.')) : Number.NaN;
}

/** Writes a value in a field of text: a number so that {@link readNumber} gives it back, a list or an object as JSON. */
export function writeNumber(value: Json): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return typeof value === 'number' && isAmbiguous(text) ? `${text}0` : text;
}

/** Says why a text is no number, and what to write; undefined where that is plain to see. */
export function sayWrongNumber(text: string): string | undefined {
  const typed = text.trim();
  if (isAmbiguous(typed)) {
    const whole = typed.replace(/[.,]/g, '');
    const [before = '', after = ''] = typed.split(/[.,]/);
    const decimal = `${before}.${after.replace(/0+$/, '') || '0'}`;
    const other =
      typed.split(/[.,]/).length > 2
        ? ''
        : `, or ${decimal.length === typed.length ? `${decimal}0` : decimal}`;
    return `'${typed}' is a thousand in some languages and a decimal in others. Write ${whole}${other}.`;
  }
  if (/(?![0-9])\p{Nd}/u.test(typed)) return `Write '${typed}' with the digits 0 to 9.`;
  if (/^[+-]?\d[\d.,'’\s]*$/.test(typed) && Number.isNaN(readNumber(typed)))
    return `Write '${typed}' without separators of thousands, like 1000 or 1000.5.`;
  return undefined;
}
