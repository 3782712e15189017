import { wholeShare } from '@hoist/plugins/move-shares';

export const notAPercentage = 'Enter a percentage from 0 to 100, with at most 3 decimals.';

/** A share in 0.001 % as a person reads it: `12.5`. */
export function toPercent(share: number): string {
  return String(share / 1_000);
}

/** What a person typed as a share in 0.001 %; undefined for what is no percentage. */
export function toShare(percent: string): number | undefined {
  const text = percent.trim().replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(text)) return undefined;
  const share = Math.round(Number(text) * 1_000);
  return share <= wholeShare ? share : undefined;
}
