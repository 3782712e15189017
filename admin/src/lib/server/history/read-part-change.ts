import type { Json } from '@hoist/core';
import type { LogReader, VersionQuery } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { digestIn, readPartValues } from '../publishing/part-values.ts';
import type { HistoryEntry } from './read-history.ts';

/** One change of a part, with what stood in that log before and after it. */
export interface PastChange extends HistoryEntry {
  /** Undefined where the log had nothing of it. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** When the next change of it was made there; undefined while it is what the log has. */
  readonly replacedAt: string | undefined;
}

/** Names one version of a part, like `flag/checkout`, in one log: of what an environment serves, or of definitions. */
interface PartChangeName {
  readonly partKey: string;
  readonly environment: string | undefined;
  readonly version: number;
}

/** Reads one change of a part. Throws UseCaseError 404 for a version that changed something else, or is not there. */
export async function readPartChange(
  hoist: AdminContext,
  { partKey, environment, version }: PartChangeName,
): Promise<PastChange> {
  const { log }: Pick<LogReader, 'log'> =
    environment === undefined ? hoist.definitions : hoist.published(environment);
  const find = async (query: Pick<VersionQuery, 'after' | 'before' | 'order'>) =>
    (await hoist.store.find({ log, marks: [partKey], limit: 1, ...query }))[0];
  const [record, previous, next] = await Promise.all([
    find({ after: version - 1, before: version + 1, order: 'oldest-first' }),
    find({ before: version, order: 'newest-first' }),
    find({ after: version, order: 'oldest-first' }),
  ]);
  if (!record) {
    const place = environment ?? 'the definitions';
    const key = partKey.split('/')[1] ?? partKey;
    throw new UseCaseError(
      'version-not-found',
      `Version ${version} of ${place} changed nothing of '${key}'.`,
    );
  }
  const digests = [previous, record].map((each) => each && digestIn(each, partKey));
  const values = await readPartValues(
    hoist.store,
    digests.filter((digest) => digest !== undefined),
  );
  const [before, after] = digests.map((digest) => (digest === undefined ? undefined : values.get(digest)));
  return { environment, record, before, after, replacedAt: next?.when };
}
