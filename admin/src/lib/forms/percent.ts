import { wholeShare } from '@hoist/plugins/move-shares';
import { isAmbiguous, sayWrongNumber } from './read-number.ts';

/** The message for a text that is no percentage, or could be two. */
export function sayWrongPercent(text: string): string {
  return sayWrongNumber(text) ?? 'Enter a percentage from 0 to 100, with at most 3 decimals.';
}

/** Writes a share in 0.001 % as a percentage: `12.5`. */
export function toPercent(share: number): string {
  return String(share / 1_000);
}

/** Reads a percentage as a share in 0.001 %; undefined if it is none. */
export function toShare(percent: string): number | undefined {
  // As this form writes it: there are no thousands of percent.
  const isOwn = /\.\d{2}[1-9]$/.test(percent.trim());
  if (isAmbiguous(percent) && !isOwn) return undefined;
  const text = percent.trim().replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(text)) return undefined;
  const share = Math.round(Number(text) * 1_000);
  return share <= wholeShare ? share : undefined;
}
