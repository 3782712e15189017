import type { LogReader, Store } from '@hoist/store';
import { whoChanged } from './commit-change.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/** What a save is based on, and how to read its current value. */
interface Based {
  readonly thing: string;
  readonly store: Store;
  readonly reader: LogReader;
  readonly partKey: string;
  readonly current: () => { readonly value: unknown; readonly etag: string };
}

/** Another change came first. */
class ConflictError extends UseCaseError {}

/** The error for a commit whose base has changed. */
export function changedUnderneath(thing: string): UseCaseError {
  return new ConflictError(
    'changed-meanwhile',
    `${thing} has changed since you opened it. Nothing of yours was saved yet.`,
  );
}

/** Runs a save. If another change came first, the error it throws says whose, and holds the current value. */
export async function reportConflict<Result>(
  { thing, store, reader, partKey, current }: Based,
  save: () => Promise<Result>,
): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const { who, when } = await whoChanged(store, reader, partKey);
    const detail = `${who} changed ${thing} after you opened it. Nothing was overwritten: look at both, then save again.`;
    throw new UseCaseError(error.code, detail, { theirs: { ...current(), who, when } });
  }
}
