import type { ChangeKind, VersionRecord } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { pageOf, toDefinitionKey } from '../definitions/definition-kind.ts';

/** A change as the log records it: "Mira Okafor" and "set Checkout: on for everyone". */
export interface RecentChange {
  readonly at: string;
  readonly who: string;
  readonly said: string;
  /** The page of what it was done to. */
  readonly href: string;
  /** Undefined for a definition, which no environment has alone. */
  readonly environment: string | undefined;
  /** What the person wrote about it; empty for nothing. */
  readonly comment: string;
}

/** A record of a log; no environment for the log of definitions. */
interface LogEntry {
  readonly record: VersionRecord;
  readonly environment: string | undefined;
}

/** Reads the latest changes of all logs, newest first, with one short read per log. */
export async function readRecentChanges(hoist: AdminContext, most: number): Promise<RecentChange[]> {
  const definitions = readDefinitions(hoist.definitions);
  const logs = [
    { reader: hoist.definitions, environment: undefined },
    ...definitions.environments.map(({ key }) => ({ reader: hoist.published(key), environment: key })),
  ];
  const read = await Promise.all(
    logs.map(async ({ reader, environment }): Promise<LogEntry[]> => {
      const after = Math.max(0, reader.state.version - 2 * most);
      const records = await hoist.store.read(reader.log, after, 2 * most);
      return records.map((record) => ({ record, environment }));
    }),
  );
  const entries = read
    .flat()
    .filter(({ record }) => !consequences.has(record.kind))
    .sort((one, other) => Date.parse(other.record.when) - Date.parse(one.record.when))
    .slice(0, most);
  return entries.map((entry) => toRecentChange(definitions, entry));
}

/** Kinds that are left out: they follow from another change, or from an act for administrators. */
const consequences: ReadonlySet<string> = new Set<ChangeKind>(['installed', 'followed', 'epoch-raised']);

/** A record as a history shows it, with a link to the page of its main part or of the given one. */
export function toRecentChange(
  definitions: Definitions,
  { record, environment }: LogEntry,
  partKey: string = mainPart(record),
): RecentChange {
  const { when, who, said, comment } = record;
  const href = hrefOf(definitions, partKey, environment);
  return { at: when, who: who.name, said, href, environment, comment: comment ?? '' };
}

/** The part that a record is mainly about: the flag, if segments and groups were included with it. */
function mainPart({ set, removed }: Pick<VersionRecord, 'set' | 'removed'>): string {
  const partKeys = [...set.map(([partKey]) => partKey), ...removed].filter(toDefinitionKey);
  return partKeys.find((partKey) => partKey.startsWith('flag/')) ?? partKeys[0] ?? '';
}

function hrefOf(definitions: Definitions, partKey: string, environment: string | undefined): string {
  const about = toDefinitionKey(partKey);
  if (!about) return '/';
  if (definitions.tombstones.has(partKey)) return `/${about.kind}s`;
  return about.kind === 'flag' && environment !== undefined
    ? `${pageOf(about)}?env=${environment}`
    : pageOf(about);
}
