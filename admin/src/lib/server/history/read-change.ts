import type { Json } from '@hoist/core';
import type { VersionQuery } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment, requireFlag } from '../definitions/definitions.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { digestIn, readPartValues } from '../publishing/part-values.ts';
import type { HistoryEntry } from './read-history.ts';

/** Names one version of a flag in one log: of what an environment serves, or of definitions. */
export interface ChangeName {
  readonly flag: string;
  readonly environment: string | undefined;
  readonly version: number;
}

/** One change of a flag, with what stood in that log before and after it. */
export interface PastChange extends HistoryEntry {
  /** Undefined where the log had nothing of the flag. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** When the next change of the flag was made there; undefined while it is what the log has. */
  readonly replacedAt: string | undefined;
}

/** Reads one change of a flag. Throws UseCaseError 404 for a version that changed something else, or is not there. */
export async function readChange(
  hoist: AdminContext,
  { flag, environment, version }: ChangeName,
): Promise<PastChange> {
  const definitions = readDefinitions(hoist.definitions);
  requireFlag(definitions, flag);
  if (environment !== undefined) requireEnvironment(definitions, environment);
  const { log } = environment === undefined ? hoist.definitions : hoist.published(environment);
  const partKey = `flag/${flag}`;
  const find = async (query: Pick<VersionQuery, 'after' | 'before' | 'order'>) =>
    (await hoist.store.find({ log, marks: [partKey], limit: 1, ...query }))[0];
  const [record, previous, next] = await Promise.all([
    find({ after: version - 1, before: version + 1, order: 'oldest-first' }),
    find({ before: version, order: 'newest-first' }),
    find({ after: version, order: 'oldest-first' }),
  ]);
  if (!record) {
    const place = environment ?? 'the definitions';
    throw new UseCaseError(
      'version-not-found',
      `Version ${version} of ${place} changed nothing of '${flag}'.`,
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
