import type { VersionRecord } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment, requireFlag } from '../definitions/definitions.ts';
import { readHistory } from './read-history.ts';
import type { HistoryEntry } from './read-history.ts';

/** A change of a flag, in the words of its moment. */
export interface FlagChange extends Pick<VersionRecord, 'version' | 'kind' | 'when' | 'said' | 'comment'> {
  /** Null for a change of the flag itself. */
  readonly environment: string | null;
  readonly who: { readonly kind: string; readonly name: string };
}

/** Which changes of a flag, and which page of them. */
export interface FlagHistoryQuery {
  readonly flag: string;
  /** The changes there and of the flag itself; undefined for those in every environment. */
  readonly environment?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One page of what was changed of a flag and of its settings, newest first. Throws UseCaseError 404 or 422. */
export async function listFlagHistory(
  hoist: AdminContext,
  { flag, environment, after, limit }: FlagHistoryQuery,
): Promise<{ readonly changes: readonly FlagChange[]; readonly next: string | null }> {
  const definitions = readDefinitions(hoist.definitions);
  requireFlag(definitions, flag);
  const environments =
    environment === undefined ? definitions.environments : [requireEnvironment(definitions, environment)];
  const { entries, next } = await readHistory(hoist, {
    list: `history of ${flag} in ${environment ?? '*'}`,
    marks: [`flag/${flag}`],
    logs: [
      { reader: hoist.definitions, environment: undefined },
      ...environments.map(({ key }) => ({ reader: hoist.published(key), environment: key })),
    ],
    after,
    limit,
  });
  return { changes: entries.map(toFlagChange), next };
}

/** A version as a history shows it. */
export function toFlagChange({ environment, record }: HistoryEntry): FlagChange {
  const { version, kind, who, when, said, comment } = record;
  return {
    environment: environment ?? null,
    version,
    kind,
    who: { kind: who.kind, name: who.name },
    when,
    said,
    comment,
  };
}
