import { wholeShare } from '@hoist/plugins/move-shares';
import { ambiguousNumber, isAmbiguous } from './read-number.ts';

/** The message for a text that is no percentage, or could be two. */
export function sayWrongPercent(text: string): string {
  return isAmbiguous(text) ? ambiguousNumber : 'Enter a percentage from 0 to 100, with at most 3 decimals.';
}

/** Writes a share in 0.001 % as a percentage: `12.5`. */
export function toPercent(share: number): string {
  return String(share / 1_000);
}

/** Reads a percentage as a share in 0.001 %; undefined if it is none. */
export function toShare(percent: string): number | undefined {
  if (isAmbiguous(percent)) return undefined;
  const text = percent.trim().replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(text)) return undefined;
  const share = Math.round(Number(text) * 1_000);
  return share <= wholeShare ? share : undefined;
}
