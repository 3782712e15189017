import { UseCaseError } from '../errors/use-case-error.ts';
import { toFlagChange } from '../history/flag-history.ts';
import type { PastChange } from '../history/read-part-change.ts';

/** Reads the number of a version from an address; throws UseCaseError 404. */
export function readVersion(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UseCaseError('version-not-found', `'${text}' is no number of a version.`);
}

/** One change as the API answers it. */
export function showChange({ before, after, replacedAt, ...entry }: PastChange) {
  return {
    change: toFlagChange(entry),
    before: before ?? null,
    after: after ?? null,
    replacedAt: replacedAt ?? null,
  };
}
